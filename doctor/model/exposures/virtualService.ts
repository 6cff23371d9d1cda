import { listAt, textAt, textsOf, valueAt } from "../../../components/affinity/objects";
import { namespaceOf, type Sourced } from "../../../manifests/sourced";
import { portNamed, type ServedPath } from "./servedPath";

/** The paths of Istio's VirtualService, with the Gateways that it is bound to; none of one inside of the mesh alone. */
export function pathsOfVirtualService(
  exposure: Sourced,
  gateways: readonly Sourced[],
): ServedPath[] {
  const { object } = exposure;
  const named = textsOf(listAt(object, "spec", "gateways")).filter((name) => name !== "mesh");
  if (named.length === 0) {
    return [];
  }
  const hosts = textsOf(listAt(object, "spec", "hosts"));
  const tls = gateways.some((gateway) =>
    listAt(gateway.object, "spec", "servers").some((server) =>
      ["HTTPS", "TLS"].includes(textAt(server, "port", "protocol") ?? ""),
    ),
  )
    ? "edge"
    : "none";
  return listAt(object, "spec", "http").flatMap((rule, index) => {
    const matches = listAt(rule, "match");
    return (matches.length === 0 ? [{}] : matches).flatMap((match, at) =>
      listAt(rule, "route").flatMap((route, which) =>
        hosts.flatMap((host): ServedPath[] => {
          const destination = serviceOf(
            textAt(route, "destination", "host") ?? "",
            namespaceOf(exposure),
          );
          const exact = textAt(match, "uri", "exact");
          const port = portNamed(valueAt(route, "destination", "port", "number"));
          return [
            {
              exposure,
              host: host === "*" ? "" : host,
              path: exact ?? textAt(match, "uri", "prefix") ?? "/",
              exact: exact !== undefined,
              field: ["spec", "http", index, "match", at],
              tls,
              backend: {
                ...destination,
                ...(port !== undefined && { port }),
                field: ["spec", "http", index, "route", which, "destination", "host"],
              },
              narrowed: {
                ...object,
                spec: {
                  ...(object.spec as object),
                  http: [{ ...(rule as object), match: [match], route: [route] }],
                },
              },
              beside: gateways.map((gateway) => gateway.object),
            },
          ];
        }),
      ),
    );
  });
}

/** The Service of a host in Istio's objects: its name, alone or with its namespace and the cluster's domain behind it. */
export function serviceOf(host: string, namespace: string): { namespace: string; name: string } {
  const [name = "", own] = host.split(".");
  return { name, namespace: own ?? namespace };
}
