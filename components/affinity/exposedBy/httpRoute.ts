import type { Application } from "../application";
import type { ExposedBy } from "../dialect";
import { hostsOf, servedUnder } from "../exposure";
import { listAt, objectOf, type PlainObject, textAt, textsOf } from "../objects";

const group = "gateway.networking.k8s.io";

/** An HTTPRoute of the Gateway API, attached to a Gateway that is there; TLS ends at the Gateway's listener. */
export const httpRoute: ExposedBy = {
  object: "an HTTPRoute",
  createdBy: "objects",
  supportedSettings: [
    "gateway.name",
    "gateway.namespace",
    "gateway.listener",
    "annotations.customResource",
  ],
  requires: () => ["gateway.name"],
  read: (objects) => {
    const found = objectOf(objects, "HTTPRoute");
    const gateway = objectOf(objects, "Gateway", group);
    const listener = textAt(found, "spec", "parentRefs", 0, "sectionName");
    return (
      found && {
        ...servedUnder(textsOf(listAt(found, "spec", "hostnames"))),
        path: textAt(found, "spec", "rules", 0, "matches", 0, "path", "value") ?? "/",
        tls: listAt(gateway, "spec", "listeners").some(
          (candidate) =>
            textAt(candidate, "protocol") === "HTTPS" &&
            (listener === undefined || textAt(candidate, "name") === listener),
        )
          ? "edge"
          : "none",
      }
    );
  },
};

/** An HTTPRoute whose one rule has `settings`. */
export function makeHttpRoute(
  { name, serviceName = name, servicePort, exposure, gateway }: Application,
  settings: Readonly<Record<string, unknown>> = {},
): PlainObject {
  return {
    apiVersion: `${group}/v1`,
    kind: "HTTPRoute",
    metadata: { name },
    spec: {
      parentRefs: [
        {
          name: gateway?.name,
          ...(gateway?.namespace !== undefined && { namespace: gateway.namespace }),
          ...(gateway?.listener !== undefined && { sectionName: gateway.listener }),
        },
      ],
      hostnames: hostsOf(exposure),
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: exposure.path } }],
          backendRefs: [{ name: serviceName, port: servicePort }],
          ...settings,
        },
      ],
    },
  };
}
