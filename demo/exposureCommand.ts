import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What an application is exposed by. */
export interface ExposureName {
  readonly kind: "ingress" | "route";
  readonly name: string;
}

/**
 * The tutorial's command for what an application is exposed by, and what it is for.
 *
 * @param options of the client, such as ` --context dev`
 * @param namespace option of the command, such as ` -n shop`
 */
export function exposureCommand(
  { kind, name }: ExposureName,
  options: string,
  namespace: string,
): readonly [command: string, purpose: string] {
  return kind === "route"
    ? [
        `${routeClient()}${options} get route ${name}${namespace} -o jsonpath='{.spec.host}'`,
        "the host that the route has",
      ]
    : [`kubectl${options} get ingress ${name}${namespace}`, "the ingress as the cluster has it"];
}

/** OpenShift's own client where there is one; kubectl does the same. */
function routeClient(): "oc" | "kubectl" {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => isExecutable(join(folder, "oc")))
    ? "oc"
    : "kubectl";
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
