import type { Application } from "../application";
import type { ExposedBy } from "../dialect";
import { hostsOf, servedUnder } from "../exposure";
import { listAt, objectOf, objectsOf, type PlainObject, textAt, textsOf } from "../objects";
import { acceptedBy, namesService, type OwnKind } from "../ownKinds";

const group = "gateway.networking.k8s.io";

const kind: OwnKind = {
  apiVersion: `${group}/v1`,
  kind: "HTTPRoute",
  plural: "httproutes",
  concerns: (object, known) =>
    listAt(object, "spec", "rules").some((rule) =>
      listAt(rule, "backendRefs").some(
        (backend) =>
          (textAt(backend, "kind") ?? "Service") === "Service" &&
          namesService(textAt(backend, "name"), known),
      ),
    ),
  acceptance: {
    decision: 'jsonpath={.status.parents[0].conditions[?(@.type=="Accepted")].status}',
    read: (status) => acceptedBy(status, "parents", ["Accepted", "ResolvedRefs"]),
  },
};

/** The Gateway tells where TLS ends; it may be in a namespace that is not read. */
const gatewayKind: OwnKind = {
  apiVersion: `${group}/v1`,
  kind: "Gateway",
  plural: "gateways",
  concerns: ({ metadata }, known) =>
    objectsOf(known, "HTTPRoute").some((route) =>
      listAt(route, "spec", "parentRefs").some(
        (parent) => textAt(parent, "name") === metadata.name,
      ),
    ),
};

/** An HTTPRoute of the Gateway API, attached to a Gateway that is there; TLS ends at the Gateway's listener. */
export const httpRoute: ExposedBy = {
  object: "an HTTPRoute",
  createdBy: "objects",
  ownKinds: [kind, gatewayKind],
  supportedSettings: [
    "gateway.name",
    "gateway.namespace",
    "gateway.listener",
    "awaitObjects",
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
