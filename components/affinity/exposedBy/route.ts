import type { ExposedBy } from "../dialect";
import { insecureTrafficPolicies, servedUnder, tlsTerminations } from "../exposure";
import { objectOf, objectsOf, type PlainObject, textAt } from "../objects";

/** An OpenShift Route, which the program makes itself. */
export const route: ExposedBy = {
  object: "a Route",
  createdBy: "route",
  supportedSettings: [
    "tls.secretName",
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
      ...servedUnder(objectsOf(objects, "Route", "route.openshift.io").flatMap(routeHost)),
      path: textAt(found, "spec", "path") ?? "/",
      tls,
      // The router's default (openshift/api, route/v1/types.go).
      ...(tls !== "none" && {
        insecureTraffic: insecureTrafficPolicies.find((known) => known === policy) ?? "None",
      }),
    };
  },
};

/** The host of a Route; of one with the policy Subdomain the wildcard beside it. */
function routeHost(route: PlainObject): string[] {
  const host = textAt(route, "spec", "host");
  const isSubdomain = textAt(route, "spec", "wildcardPolicy") === "Subdomain";
  return host === undefined ? [] : [isSubdomain ? host.replace(/^[^.]+/, "*") : host];
}
