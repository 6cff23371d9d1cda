import { listAt, textAt, valueAt } from "../../../components/affinity/objects";
import { namespaceOf, type Sourced } from "../../../manifests/sourced";
import { portNamed, type ServedPath } from "./servedPath";

/** The routes of Contour's HTTPProxy; one that only another one includes has no host of its own. */
export function pathsOfHttpProxy(exposure: Sourced): ServedPath[] {
  const { object } = exposure;
  const host = textAt(object, "spec", "virtualhost", "fqdn") ?? "";
  const tls = valueAt(object, "spec", "virtualhost", "tls");
  return listAt(object, "spec", "routes").flatMap((route, index) =>
    listAt(route, "services").flatMap((service, which): ServedPath[] => {
      const name = textAt(service, "name");
      const port = portNamed(valueAt(service, "port"));
      const condition = listAt(route, "conditions").find(
        (candidate) =>
          textAt(candidate, "prefix") !== undefined || textAt(candidate, "exact") !== undefined,
      );
      const exact = textAt(condition, "exact");
      return name === undefined
        ? []
        : [
            {
              exposure,
              host,
              path: exact ?? textAt(condition, "prefix") ?? "/",
              exact: exact !== undefined,
              field: ["spec", "routes", index],
              tls:
                tls === undefined
                  ? "none"
                  : valueAt(tls, "passthrough") === true
                    ? "passthrough"
                    : "edge",
              backend: {
                namespace: namespaceOf(exposure),
                name,
                ...(port !== undefined && { port }),
                field: ["spec", "routes", index, "services", which, "name"],
              },
              narrowed: { ...object, spec: { ...(object.spec as object), routes: [route] } },
            },
          ];
    }),
  );
}
