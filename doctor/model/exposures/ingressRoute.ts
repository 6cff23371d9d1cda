import { listAt, type PlainObject, textAt, valueAt } from "../../../components/affinity/objects";
import type { ObjectPath, Sourced } from "../../../manifests/sourced";
import { namespaceFor, portNamed, type ServedPath } from "./servedPath";

/** Finds a TraefikService by namespace and name. */
export type FindTraefikService = (namespace: string, name: string) => Sourced | undefined;

/** A Service that a route of Traefik's leads to, and the cookies on the way to it. */
interface Leaf {
  readonly service: unknown;
  /** The object that names it, and where. */
  readonly owner: Sourced;
  readonly field: ObjectPath;
  /** Whether a TraefikService divides requests among several by weight on the way, without a cookie of its own. */
  readonly dividedUnkept: boolean;
}

/** How deep TraefikServices may lead to others; they can lead in a circle. */
const deepest = 5;

const hostCall = /\bHost\(\s*[`"']([^`"']+)[`"']/g;
const pathCall = /\b(PathPrefix|Path)\(\s*[`"']([^`"']+)[`"']/;

/**
 * The paths of Traefik's own IngressRoute, through TraefikServices. The dialect reads annotations of the Service; what
 * an IngressRoute says stands for the same ones.
 */
export function pathsOfIngressRoute(exposure: Sourced, find: FindTraefikService): ServedPath[] {
  const { object } = exposure;
  const tls = valueAt(object, "spec", "tls") === undefined ? "none" : "edge";
  return listAt(object, "spec", "routes").flatMap((route, index) => {
    const match = textAt(route, "match") ?? "";
    const hosts = [...match.matchAll(hostCall)].map(([, host = ""]) => host);
    const [, call, path = "/"] = pathCall.exec(match) ?? [];
    const leaves = listAt(route, "services").flatMap((service, which) =>
      leavesOf(
        {
          service,
          owner: exposure,
          field: ["spec", "routes", index, "services", which],
          dividedUnkept: false,
        },
        find,
        deepest,
      ),
    );
    return leaves.flatMap(({ service, owner, field, dividedUnkept }): ServedPath[] => {
      const name = textAt(service, "name");
      const port = portNamed(valueAt(service, "port"));
      const kept = { ...(service as object), dividedUnkept };
      return name === undefined
        ? []
        : (hosts.length === 0 ? [""] : hosts).map((host) => ({
            exposure,
            host,
            path,
            exact: call === "Path",
            field: owner === exposure ? field : ["spec", "routes", index],
            tls,
            backend: {
              namespace: namespaceFor(textAt(service, "namespace"), owner),
              name,
              ...(port !== undefined && { port }),
              field: [...field, "name"],
            },
            narrowed: {
              ...object,
              spec: { routes: [{ ...(route as object), services: [kept] }] },
            },
          }));
    });
  });
}

function leavesOf(leaf: Leaf, find: FindTraefikService, levels: number): Leaf[] {
  const { service, owner } = leaf;
  if (textAt(service, "kind") !== "TraefikService") {
    return [leaf];
  }
  const found = find(
    namespaceFor(textAt(service, "namespace"), owner),
    textAt(service, "name") ?? "",
  );
  if (found === undefined || levels === 0) {
    return [];
  }
  const weighted = listAt(found.object, "spec", "weighted", "services");
  const isKept = valueAt(found.object, "spec", "weighted", "sticky", "cookie") !== undefined;
  return weighted.flatMap((next, index) =>
    leavesOf(
      {
        service: next,
        owner: found,
        field: ["spec", "weighted", "services", index],
        dividedUnkept: leaf.dividedUnkept || (weighted.length > 1 && !isKept),
      },
      find,
      levels - 1,
    ),
  );
}

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/** The annotations that say the same on a Service as the settings of an IngressRoute's service. */
export function asAnnotations(route: PlainObject, service: PlainObject): PlainObject {
  const own = valueAt(route, "spec", "routes", 0, "services", 0);
  const cookie = valueAt(own, "sticky", "cookie");
  const settings =
    typeof cookie === "object" && cookie !== null
      ? Object.entries(cookie).map(([name, value]) => [
          `${sticky}.${name.toLowerCase()}`,
          String(value),
        ])
      : [];
  const nativeLb = valueAt(own, "nativeLB") === true;
  return {
    ...service,
    metadata: {
      ...service.metadata,
      annotations: {
        ...(cookie !== undefined && { [sticky]: "true" }),
        ...(Object.fromEntries(settings) as Record<string, string>),
        ...(nativeLb && { "traefik.ingress.kubernetes.io/service.nativelb": "true" }),
      },
    },
  };
}

/** The entry of the Service in the route of an IngressRoute; `undefined` for another kind. */
export function serviceOfIngressRoute({
  exposure,
  narrowed,
}: Pick<ServedPath, "exposure" | "narrowed">): unknown {
  return exposure.object.kind === "IngressRoute"
    ? (narrowed.spec as { routes: { services: unknown[] }[] }).routes[0]?.services[0]
    : undefined;
}
