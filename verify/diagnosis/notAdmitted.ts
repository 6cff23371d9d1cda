import type { LiveExposure, LiveObjects } from "../cluster/liveObjects";
import type { Evidence } from "./evidence";

/** A Route that no router serves; undefined where each one is served. */
export function notAdmitted({ target }: Evidence): string | undefined {
  const objects = target.cluster?.objects;
  const [sentence] = objects ? routesNotAdmitted(objects) : [];
  return sentence;
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
