import type { ExposedBy } from "../dialect";
import { insecureTrafficPolicies, routeHost, servedUnder, tlsTerminations } from "../exposure";
import { objectOf, objectsOf, type PlainObject, textAt } from "../objects";

/** An OpenShift Route, which the program makes itself. */
export const route: ExposedBy = {
  object: "a Route",
  createdBy: "route",
  supportedSettings: [
    "tls.secretName",
    "tls.secrets",
    "tls.certificate",
    "tls.key",
    "tls.caCertificate",
    "tls.insecureTraffic",
    "tls.destinationCaCertificate",
    "route.timeout",
    "route.tunnelTimeout",
    "route.balance",
    "route.healthCheckInterval",
    "annotations.route",
  ],
  read: (objects) => {
    const found = objectOf(objects, "Route", "route.openshift.io");
    if (found === undefined) {
      return undefined;
    }
    const termination = textAt(found, "spec", "tls", "termination");
    const policy = textAt(found, "spec", "tls", "insecureEdgeTerminationPolicy");
    const tls = tlsTerminations.find((known) => known === termination) ?? "none";
    return {
      ...servedUnder(objectsOf(objects, "Route", "route.openshift.io").flatMap(hostOn)),
      path: textAt(found, "spec", "path") ?? "/",
      tls,
      // The router's default (openshift/api, route/v1/types.go).
      ...(tls !== "none" && {
        insecureTraffic: insecureTrafficPolicies.find((known) => known === policy) ?? "None",
      }),
    };
  },
};

function hostOn(route: PlainObject): string[] {
  const host = textAt(route, "spec", "host");
  return host === undefined ? [] : [routeHost(host, textAt(route, "spec", "wildcardPolicy"))];
}
