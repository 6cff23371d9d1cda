import { listAt, textAt, textsOf, valueAt } from "../../../components/affinity/objects";
import type { Sourced } from "../../../manifests/sourced";
import { namespaceFor, portNamed, type ServedPath } from "./servedPath";

/** The paths of an HTTPRoute, of every one of its hosts, with the Gateway that it is attached to. */
export function pathsOfHttpRoute(exposure: Sourced, gateway: Sourced | undefined): ServedPath[] {
  const { object } = exposure;
  const hosts = textsOf(listAt(object, "spec", "hostnames"));
  const listener = textAt(object, "spec", "parentRefs", 0, "sectionName");
  const tls = listAt(gateway?.object, "spec", "listeners").some(
    (candidate) =>
      textAt(candidate, "protocol") === "HTTPS" &&
      (listener === undefined || textAt(candidate, "name") === listener),
  )
    ? "edge"
    : "none";
  return listAt(object, "spec", "rules").flatMap((rule, index) => {
    const matches = listAt(rule, "matches");
    return (matches.length === 0 ? [{}] : matches).flatMap((match, at) =>
      listAt(rule, "backendRefs").flatMap((backend, which) =>
        (hosts.length === 0 ? [""] : hosts).flatMap((host): ServedPath[] => {
          const name = textAt(backend, "name");
          if (name === undefined || (textAt(backend, "kind") ?? "Service") !== "Service") {
            return [];
          }
          const port = portNamed(valueAt(backend, "port"));
          return [
            {
              exposure,
              host,
              path: textAt(match, "path", "value") ?? "/",
              exact: textAt(match, "path", "type") === "Exact",
              field: ["spec", "rules", index, "matches", at],
              tls,
              backend: {
                namespace: namespaceFor(textAt(backend, "namespace"), exposure),
                name,
                ...(port !== undefined && { port }),
                field: ["spec", "rules", index, "backendRefs", which, "name"],
              },
              narrowed: {
                ...object,
                spec: {
                  ...(object.spec as object),
                  rules: [{ ...(rule as object), matches: [match], backendRefs: [backend] }],
                },
              },
              ...(gateway && { beside: [gateway.object] }),
            },
          ];
        }),
      ),
    );
  });
}
