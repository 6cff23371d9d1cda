import type { Application } from "../../components/affinity/application";
import type { Dialect } from "../../components/affinity/dialect";
import { isTlsServed } from "../../components/affinity/exposure";
import { annotationsOf, type PlainObject } from "../../components/affinity/objects";
import type { Entrance, EntrancePath, Site } from "../entrance";
import { shareWords } from "../source/sources";
import { grouped } from "./grouped";
import { patternSupport } from "./pathMatch";
import type { CarriedUnit } from "./unit";

/** What an Ingress is written from. */
export interface IngressParts {
  readonly source: Dialect;
  readonly target: Dialect;
  readonly entrance: Entrance;
  readonly units: readonly CarriedUnit[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly application: Application;
}

/**
 * The Ingresses of an entrance: one, unless some of its Services want other annotations than the rest. With another
 * class it has another name, so that both are there side by side; with the same native settings it stays the same Ingress.
 */
export function writeIngresses(parts: IngressParts): PlainObject[] {
  const { entrance, target, source, units } = parts;
  const groups = joinServices([...grouped(units, (unit) => keyOf(unit, source, target)).values()]);
  const base = shareWords(source, target) ? entrance.name : `${entrance.name}-${target.id}`;
  const names = new Set<string>();
  return groups.map((group, index) => {
    const service = group[0]?.path.service ?? String(index);
    const wanted = index === 0 ? base : `${base}-${service}`;
    const name = names.has(wanted) ? `${wanted}-${index}` : wanted;
    names.add(name);
    return ingressOf(name, group, parts);
  });
}

/** What the paths of one Ingress have in common. */
function keyOf({ translation, path }: CarriedUnit, source: Dialect, target: Dialect): string {
  const patterns = patternSupport(source, target)?.annotations ?? {};
  return JSON.stringify([
    translation.native.ingress?.annotations ?? {},
    path.type === "Regex" ? patterns : {},
  ]);
}

const nginx = "nginx.ingress.kubernetes.io";
const services = "/sticky-cookie-services";

/** F5's annotation names the Services that it is for, and its controller takes one Ingress a host. */
function joinServices(groups: readonly (readonly CarriedUnit[])[]): (readonly CarriedUnit[])[] {
  const isJoinable = (group: readonly CarriedUnit[]): boolean =>
    group.every(
      ({ path, translation: { native } }) =>
        path.type !== "Regex" &&
        Object.keys(native.ingress?.annotations ?? {}).every((key) => key.endsWith(services)),
    );
  const joinable = groups.filter(isJoinable);
  const isNeeded = joinable.some((group) =>
    group.some(({ translation }) =>
      Object.keys(translation.native.ingress?.annotations ?? {}).some((key) =>
        key.endsWith(services),
      ),
    ),
  );
  return isNeeded
    ? [joinable.flat(), ...groups.filter((group) => !isJoinable(group))]
    : [...groups];
}

function ingressOf(
  name: string,
  units: readonly CarriedUnit[],
  { entrance, target, source, annotations, labels, application }: IngressParts,
): PlainObject {
  const { classBy = "spec" } = target.exposedBy;
  const isSame = shareWords(source, target);
  const given = isSame ? classOf(entrance) : application.ingressClassName;
  const patterns = units.some(({ path }) => path.type === "Regex")
    ? patternSupport(source, target)
    : undefined;
  const sites = entrance.sites
    .map((site) => ({ site, paths: units.filter((unit) => unit.site === site) }))
    .filter(({ paths }) => paths.length > 0);
  const [fallback] = sites.filter(({ site }) => site.isDefault === true);
  const rules = sites
    .filter(({ site }) => site.isDefault !== true)
    .flatMap(({ site, paths }) => {
      const http = { paths: paths.map(({ path }) => pathOf(path, patterns?.pathOf)) };
      return site.hosts.length === 0 ? [{ http }] : site.hosts.map((host) => ({ host, http }));
    });
  const tls = sites.flatMap(({ site }) => tlsOf(site, target));
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: {
      name,
      ...(entrance.namespace !== undefined && { namespace: entrance.namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
      annotations: {
        ...annotations,
        ...(target.exposedBy.annotations?.(application) ?? {}),
        ...patterns?.annotations,
        // It may have been another Ingress of the host that said so.
        ...(isSame && patterns !== undefined && { [`${nginx}/use-regex`]: "true" }),
        ...nativeOf(units),
      },
    },
    spec: {
      ...(classBy === "spec" && given !== undefined && { ingressClassName: given }),
      ...(fallback?.paths[0] && { defaultBackend: backendOf(fallback.paths[0].path) }),
      ...(tls.length > 0 && { tls }),
      ...(rules.length > 0 && { rules }),
    },
  };
}

/** The class that an Ingress has in the input. */
function classOf({ source: { object } }: Entrance): string | undefined {
  const { ingressClassName } = (object.spec ?? {}) as { ingressClassName?: unknown };
  return typeof ingressClassName === "string"
    ? ingressClassName
    : annotationsOf(object)["kubernetes.io/ingress.class"];
}

/** The native settings, which are the same for all the paths; those that name Services are put together. */
function nativeOf(units: readonly CarriedUnit[]): Record<string, unknown> {
  const native: Record<string, unknown> = {};
  for (const { translation } of units) {
    for (const [key, value] of Object.entries(translation.native.ingress?.annotations ?? {})) {
      const earlier = native[key];
      const parts = typeof earlier === "string" ? earlier.split(";") : [];
      native[key] =
        key.endsWith(services) && typeof value === "string" && !parts.includes(value)
          ? [...parts, value].join(";")
          : (earlier ?? value);
    }
  }
  return native;
}

function pathOf(path: EntrancePath, patternPath: ((path: string) => string) | undefined): object {
  const isPattern = path.type === "Regex";
  return {
    path: isPattern ? (patternPath?.(path.path) ?? path.path) : path.path,
    pathType: isPattern ? "ImplementationSpecific" : path.type,
    backend: backendOf(path),
  };
}

function backendOf({ service, port }: EntrancePath): object {
  return { service: { name: service, port } };
}

function tlsOf(site: Site, { exposedBy }: Dialect): object[] {
  const takesSecret = exposedBy.supportedSettings.includes("tls.secretName");
  return isTlsServed(site)
    ? [
        {
          ...(site.hosts.length > 0 && { hosts: [...site.hosts] }),
          ...(takesSecret &&
            site.tlsSecretName !== undefined && { secretName: site.tlsSecretName }),
        },
      ]
    : [];
}
