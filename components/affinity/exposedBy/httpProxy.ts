import type { Application } from "../application";
import type { ExposedBy } from "../dialect";
import { hostsOf, servedUnder } from "../exposure";
import {
  listAt,
  nameFor,
  objectOf,
  objectsOf,
  type PlainObject,
  textAt,
  valueAt,
} from "../objects";
import { namesService, type OwnKind } from "../ownKinds";
import { needsCommonSecret, tlsSecretOf } from "../tlsSecrets";
import { pathMatches } from "./pathMatches";

const apiVersion = "projectcontour.io/v1";

/** Its status has a default that tells that nobody has looked at it (projectcontour/contour, apis/projectcontour/v1). */
const kind: OwnKind = {
  apiVersion,
  kind: "HTTPProxy",
  plural: "httpproxies",
  concerns: (object, known) =>
    listAt(object, "spec", "routes").some((route) =>
      listAt(route, "services").some((service) => namesService(textAt(service, "name"), known)),
    ),
  acceptance: {
    decision: 'jsonpath={.status.conditions[?(@.type=="Valid")].status}',
    read: (status) => {
      const description = textAt(status, "description");
      switch (textAt(status, "currentStatus")) {
        case "valid":
          return { state: "accepted" };
        case "invalid":
        case "orphaned":
          return {
            state: "refused",
            because: errorsIn(status) ?? description ?? "no reason given",
          };
        case undefined:
        default:
          return { state: "pending", ...(description !== undefined && { because: description }) };
      }
    },
  },
};

/** The condition itself says no more than how many there are. */
function errorsIn(status: unknown): string | undefined {
  const errors = listAt(status, "conditions").flatMap((condition) => listAt(condition, "errors"));
  const messages = errors.flatMap((error) => textAt(error, "message") ?? []);
  return messages.length > 0 ? messages.join("; ") : undefined;
}

/** Contour's HTTPProxy. */
export const httpProxy: ExposedBy = {
  object: "an HTTPProxy",
  createdBy: "objects",
  ownKinds: [kind],
  supportedSettings: [
    ...["ingressClassName", "tls.secretName", "tls.secrets", "awaitObjects"],
    "annotations.customResource",
  ],
  // Contour refuses TLS without a Secret (internal/dag/httpproxy_processor.go).
  requires: ({ exposure, tlsSecretNames }) =>
    exposure.tls === "edge" && needsCommonSecret(hostsOf(exposure), { tlsSecretNames })
      ? ["tls.secretName"]
      : [],
  read: (objects) => {
    const found = objectOf(objects, "HTTPProxy");
    const condition = valueAt(found, "spec", "routes", 0, "conditions", 0);
    return (
      found && {
        ...servedUnder(
          objectsOf(objects, "HTTPProxy").flatMap(
            (proxy) => textAt(proxy, "spec", "virtualhost", "fqdn") ?? [],
          ),
        ),
        path: textAt(condition, "exact") ?? textAt(condition, "prefix") ?? "/",
        tls: valueAt(found, "spec", "virtualhost", "tls") === undefined ? "none" : "edge",
      }
    );
  },
};

/** An HTTPProxy for each host, whose routes have `settings`. It sends plain http on to https where there is TLS. */
export function makeHttpProxies(
  application: Application,
  settings: Readonly<Record<string, unknown>>,
): PlainObject[] {
  const { name, serviceName = name, servicePort, exposure, ingressClassName } = application;
  const { path, tls } = exposure;
  return hostsOf(exposure).map((fqdn, index) => ({
    apiVersion,
    kind: "HTTPProxy",
    metadata: { name: nameFor(name, fqdn, index) },
    spec: {
      ...(ingressClassName !== undefined && { ingressClassName }),
      virtualhost: {
        fqdn,
        ...(tls === "edge" && { tls: { secretName: tlsSecretOf(fqdn, application) } }),
      },
      routes: pathMatches(path).map((condition) => ({
        conditions: [condition],
        services: [{ name: serviceName, port: servicePort }],
        ...settings,
      })),
    },
  }));
}
