import { network } from "../network/network";
import { mutatingPolicy, type PolicyMatch } from "./admissionPolicy";

const match = {
  apiGroup: "route.openshift.io",
  apiVersion: "v1",
  resource: "routes",
} satisfies Partial<PolicyMatch>;

const without = (object: string) => `!has(${object}.spec.host) || ${object}.spec.host == ""`;

/**
 * A Route that asks for no host gets one when it is created, `name-namespace.domain`, and keeps the
 * one that it has when a later version of it does not name it.
 */
export const routeHost = [
  ...mutatingPolicy(
    {
      ...match,
      name: "openshift-route-host",
      operations: ["CREATE"],
      conditions: {
        "without-host": without("object"),
        "without-subdomain": `!has(object.spec.subdomain) || object.spec.subdomain == ""`,
      },
      variables: {
        host: `object.metadata.name.replace(".", "-") + "-" + object.metadata.namespace + ".${network.routeDomain}"`,
      },
    },
    `Object{metadata: Object.metadata{annotations: {"openshift.io/host.generated": "true"}}, spec: Object.spec{host: variables.host}}`,
  ),
  ...mutatingPolicy(
    {
      ...match,
      name: "openshift-route-host-kept",
      operations: ["UPDATE"],
      conditions: {
        "without-host": without("object"),
        "had-host": `!(${without("oldObject")})`,
      },
      variables: {},
    },
    `Object{spec: Object.spec{host: oldObject.spec.host}}`,
  ),
];
