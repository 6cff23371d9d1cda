import { listAt, textAt } from "../../components/affinity/objects";
import { shellWord } from "../../components/affinity/shellWord";
import type { Target } from "../subject/target";
import type { LiveExposure, LiveObjects } from "../cluster/liveObjects";
import type { Evidence } from "./evidence";

/** An object that no router or controller serves; undefined where each one is served. */
export function notAdmitted({ target }: Evidence): string | undefined {
  const objects = target.cluster?.objects;
  const [sentence] = objects
    ? [...routesNotAdmitted(objects), ...objectsNotAccepted(target, objects)]
    : [];
  return sentence;
}

/** What is to be said of each object of a controller's own kind that its controller does not serve. */
export function objectsNotAccepted(
  { expectation: { dialect } }: Pick<Target, "expectation">,
  { own = [], namespace }: LiveObjects,
): string[] {
  return own.flatMap(({ kind, metadata: { name }, spec, accepted }) => {
    const look = `kubectl describe ${kind.toLowerCase()} ${shellWord(name)} --namespace ${shellWord(namespace)}`;
    switch (accepted?.state) {
      case "refused":
        return [`The controller refuses the ${kind} ${name} (${accepted.because}): ${look}`];
      case "pending": {
        const said = accepted.because === undefined ? "" : ` (${accepted.because})`;
        return [
          `No controller has taken the ${kind} ${name}${said}: ${chosenBy(kind, spec)} Does ${dialect?.title ?? "its controller"} run, and is that its own? ${look}`,
        ];
      }
      case "accepted":
      case undefined:
        return [];
    }
  });
}

/** By what an object chooses its controller. */
function chosenBy(kind: string, spec: unknown): string {
  if (kind === "HTTPRoute") {
    const parents = listAt(spec, "parentRefs").map((parent) => textAt(parent, "name") ?? "");
    return `it asks for the Gateway ${parents.join(", ") || "of no name"}.`;
  }
  const ingressClass = textAt(spec, "ingressClassName");
  return ingressClass === undefined
    ? "it names no class (pulumi config set ingressClass ...), which a controller that is started with one ignores."
    : `it names the class ${ingressClass}.`;
}

/** What is to be said of each Route that no router serves. */
export function routesNotAdmitted({ exposures, namespace }: LiveObjects): string[] {
  return exposures.flatMap((exposure) => {
    const sentence = said(exposure, namespace);
    return sentence === undefined ? [] : [sentence];
  });
}

function said({ name, admission }: LiveExposure, namespace: string): string | undefined {
  const look = `oc describe route ${name} --namespace ${namespace}`;
  switch (admission?.state) {
    case "pending":
      return `No router has admitted the Route ${name}: its status names none. Does an IngressController select its namespace and its labels (routeSelector, namespaceSelector), and does its router run? ${look}; oc get ingresscontroller --namespace openshift-ingress-operator`;
    case "rejected":
      return `The router has rejected the Route ${name} (${admission.because || "no reason given"}): ${look}`;
    case "admitted":
    case undefined:
      return undefined;
  }
}
