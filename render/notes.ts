import type { PlainObject } from "../components/affinity/objects";
import { keysOf } from "./manifestsOf";
import type { Rendered } from "./render";

/** What the manifests leave to whoever applies them, a paragraph each. */
export function notesOf({ objects, secrets, autoscaled, log }: Rendered, stack: string): string[] {
  const statefulSets = objects.filter(({ kind }) => kind === "StatefulSet");
  return [
    ...log,
    ...(secrets.length === 0
      ? []
      : [
          [
            "Left out, since nothing secret stands in a manifest; they have to exist:",
            ...secrets.map((secret) => `  Secret ${titleOf(secret)}: ${keysOf(secret).join(", ")}`),
            `  made by: sticky render --stack ${stack} --secrets | kubectl apply -f -`,
          ].join("\n"),
        ]),
    ...(autoscaled ? ["The number of the pods is left out: the autoscaler has it."] : []),
    [
      "Only `pulumi up` also asks the cluster whether it has the controller, and waits until all of it serves. Here:",
      "  kubectl diff -f -            # refuses kinds that the cluster has not",
      ...statefulSets.map(
        (object) =>
          `  kubectl rollout status statefulset/${object.metadata.name ?? ""}${namespaceOption(object)}`,
      ),
    ].join("\n"),
  ];
}

function titleOf({ metadata: { name = "", namespace } }: PlainObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function namespaceOption({ metadata: { namespace } }: PlainObject): string {
  return namespace === undefined ? "" : ` --namespace ${namespace}`;
}
