import type { Affinity } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import {
  annotationsOf,
  listAt,
  type PlainObject,
  textAt,
  valueAt,
} from "../../components/affinity/objects";
import { read } from "../../components/affinity/read";
import { nameOf, namespaceOf, type Sourced } from "../../manifests/sourced";
import type { Entrance, EntrancePath, PathType, PortReference, Site } from "../entrance";
import { describe, type Item, itemAt } from "../item";
import { hasPatterns, isPattern } from "./patterns";
import { asTaken, refusedItems } from "./taken";
import type { HostTls } from "./tlsByHost";

const nginx = "nginx.ingress.kubernetes.io";

/** What is read beside an Ingress. */
export interface Beside {
  readonly dialect: Dialect;
  /** The Services of its namespace. */
  readonly services: readonly Sourced[];
  /** The TLS that an Ingress has for every Ingress of the host. @default - each says its own */
  readonly tlsByHost?: ReadonlyMap<string, HostTls>;
  /** The hosts whose paths are regular expressions. @default - each Ingress says its own */
  readonly patternHosts?: ReadonlySet<string>;
}

/** Reads an Ingress, path by path, by its controller's own dialect. */
export function readIngress(
  source: Sourced,
  beside: Beside,
): { readonly entrance: Entrance; readonly items: readonly Item[] } {
  const reader = new IngressReader(source, beside);
  const sites = reader.sites();
  const used = new Set(sites.flatMap(({ paths }) => paths.map(({ service }) => service)));
  const namespace = namespaceOf(source);
  const carriers = [source, ...beside.services.filter((service) => used.has(nameOf(service)))];
  return {
    entrance: {
      source,
      name: nameOf(source),
      ...(namespace !== "" && { namespace }),
      sites,
      carriers,
    },
    items: [
      ...reader.items,
      ...carriers.flatMap((carrier) => refusedItems(carrier, beside.dialect)),
    ],
  };
}

class IngressReader {
  readonly items: Item[] = [];
  private readonly annotations: Record<string, string>;
  private readonly patterns: boolean;

  constructor(
    private readonly source: Sourced,
    private readonly beside: Beside,
  ) {
    this.annotations = annotationsOf(source.object);
    this.patterns = hasPatterns(beside.dialect, this.annotations);
  }

  /** Its hosts, those with the same paths and the same certificate together. */
  sites(): Site[] {
    const { object } = this.source;
    const sites: (Site & { readonly hosts: string[] })[] = [];
    this.sayUnused();
    listAt(object, "spec", "rules").forEach((rule, index) => {
      const host = textAt(rule, "host");
      this.sayTlsOfAnother(host, index);
      const site = this.siteOf(host, index);
      const same = sites.find((candidate) => host !== undefined && isSame(candidate, site));
      if (same !== undefined && host !== undefined) {
        same.hosts.push(host);
      } else if (site.paths.length > 0) {
        sites.push(site);
      }
    });
    const fallback = this.defaultSite();
    return fallback === undefined ? sites : [...sites, fallback];
  }

  /** Hosts that the Ingress names and leads nowhere from: they are in none of its sites. */
  private sayUnused(): void {
    const { object } = this.source;
    const rules = listAt(object, "spec", "rules");
    rules.forEach((rule, index) => {
      if (listAt(rule, "http", "paths").length === 0) {
        const host = textAt(rule, "host");
        this.items.push(
          itemAt(this.source, ["spec", "rules", index], {
            outcome: "not carried over",
            setting: "host",
            ...(host !== undefined && { value: host }),
            reason: "the rule has no paths, so that requests for it went to a default backend",
          }),
        );
      }
    });
    const hosts = rules.map((rule) => textAt(rule, "host"));
    listAt(object, "spec", "tls").forEach((entry, index) => {
      const unused = listAt(entry, "hosts").filter((host) => !hosts.includes(String(host)));
      if (unused.length > 0) {
        this.items.push(
          itemAt(this.source, ["spec", "tls", index], {
            outcome: "not carried over",
            setting: "tls.hosts",
            value: unused.join(", "),
            reason: "no rule of the Ingress has such a host",
          }),
        );
      }
    });
  }

  private sayTlsOfAnother(host: string | undefined, index: number): void {
    const { other } = this.tlsSourceFor(host);
    if (other !== undefined && host !== undefined) {
      this.items.push(
        itemAt(this.source, ["spec", "rules", index], {
          outcome: "carried over",
          setting: "tls",
          value: host,
          reason: `ingress-nginx serves all of the host with the TLS of ${describe(other.ingress)}, and it is written here too`,
        }),
      );
    }
  }

  /** The TLS that the Ingress has for a host, else that of another one. */
  private tlsSourceFor(host: string | undefined): {
    readonly entry?: unknown;
    readonly other?: HostTls | undefined;
  } {
    const entry = listAt(this.source.object, "spec", "tls").find((candidate) => {
      const hosts = listAt(candidate, "hosts");
      return hosts.length === 0 || hosts.includes(host);
    });
    if (entry !== undefined) {
      return { entry };
    }
    return { other: host === undefined ? undefined : this.beside.tlsByHost?.get(host) };
  }

  private siteOf(host: string | undefined, index: number): Site & { readonly hosts: string[] } {
    const tls = this.tlsFor(host);
    const paths = listAt(this.source.object, "spec", "rules", index, "http", "paths").flatMap(
      (path, at) => this.pathOf(host, path, ["spec", "rules", index, "http", "paths", at]) ?? [],
    );
    return { hosts: host === undefined ? [] : [host], ...tls, paths };
  }

  private defaultSite(): Site | undefined {
    const backend = valueAt(this.source.object, "spec", "defaultBackend");
    if (backend === undefined) {
      return undefined;
    }
    const path = this.pathOf(undefined, { path: "/", backend }, ["spec", "defaultBackend"]);
    return path && { hosts: [], tls: "none", paths: [path], isDefault: true };
  }

  private tlsFor(
    host: string | undefined,
  ): Pick<Site, "tls" | "tlsSecretName" | "insecureTraffic"> {
    const { entry, other } = this.tlsSourceFor(host);
    if (entry === undefined && other === undefined) {
      return { tls: "none" };
    }
    const isBeside = other && namespaceOf(other.ingress) === namespaceOf(this.source);
    const secret = textAt(entry, "secretName") ?? (isBeside ? other.secretName : undefined);
    const isRedirected =
      this.annotations[`${nginx}/ssl-redirect`] !== "false" ||
      this.annotations[`${nginx}/force-ssl-redirect`] === "true";
    return {
      tls: "edge",
      insecureTraffic: isRedirected ? "Redirect" : "Allow",
      ...(secret !== undefined && { tlsSecretName: secret }),
    };
  }

  private pathOf(
    host: string | undefined,
    entry: unknown,
    at: readonly (string | number)[],
  ): EntrancePath | undefined {
    const service = textAt(entry, "backend", "service", "name");
    const path = textAt(entry, "path") ?? "/";
    if (service === undefined) {
      this.items.push(
        itemAt(this.source, at, {
          outcome: "not carried over",
          setting: "backend",
          value: path,
          reason: "the path leads to no Service, and affinity is about the pods of one",
        }),
      );
      return undefined;
    }
    const own = this.beside.services.find((candidate) => nameOf(candidate) === service);
    const affinity = this.affinityOf(host, entry, own);
    if (affinity && own && textAt(own.object, "spec", "type") === "ExternalName") {
      this.items.push(
        itemAt(this.source, at, {
          outcome: "changed",
          setting: "backend",
          value: service,
          reason: `the Service is of the type ExternalName: it has no pods that clients could be kept on, and many controllers take none such`,
        }),
      );
    }
    return {
      path,
      type: this.typeOf(path, textAt(entry, "pathType"), { at, host }),
      service,
      port: portOf(valueAt(entry, "backend", "service", "port")),
      at,
      ...(affinity && { affinity }),
    };
  }

  private typeOf(
    path: string,
    given: string | undefined,
    { at, host }: { at: readonly (string | number)[]; host: string | undefined },
  ): PathType {
    const ofHost = host !== undefined && this.beside.patternHosts?.has(host) === true;
    if ((this.patterns || ofHost) && isPattern(path)) {
      this.sayPatternByAnother(path, at);
      return "Regex";
    }
    if (given === "Exact") {
      return "Exact";
    }
    if (given === "ImplementationSpecific" && !path.endsWith("/")) {
      this.items.push(
        itemAt(this.source, [...at, "pathType"], {
          outcome: "changed",
          setting: "pathType",
          value: given,
          reason: `it is Prefix now: ${path} and all below it, and no longer what merely begins with the same letters`,
        }),
      );
    }
    return "Prefix";
  }

  private sayPatternByAnother(path: string, at: readonly (string | number)[]): void {
    if (!this.patterns) {
      this.items.push(
        itemAt(this.source, [...at, "path"], {
          outcome: "carried over",
          setting: "path",
          value: path,
          reason:
            "it is a regular expression, though its own Ingress does not say so: another one of the host has use-regex or rewrite-target, which holds for all",
        }),
      );
    }
  }

  /** The affinity of one path, as the dialect reads an Ingress that has no other. */
  private affinityOf(
    host: string | undefined,
    entry: unknown,
    own: Sourced | undefined,
  ): Affinity | undefined {
    const { dialect } = this.beside;
    const object = asTaken(this.source.object, dialect);
    const alone: PlainObject = {
      ...object,
      spec: {
        ...(object.spec as object),
        tls: this.tlsFor(host).tls === "none" ? [] : [{}],
        rules: [{ ...(host !== undefined && { host }), http: { paths: [entry] } }],
      },
    };
    const found = read(dialect, [alone, ...(own ? [asTaken(own.object, dialect)] : [])])?.affinity;
    const expires = this.annotations[`${nginx}/session-cookie-expires`];
    if (found === undefined || found.cookie.maxAgeSeconds !== undefined || expires === undefined) {
      return found;
    }
    // ingress-nginx sets Expires by it, which says the same as Max-Age.
    const seconds = Number(expires);
    return Number.isSafeInteger(seconds) && seconds > 0
      ? { cookie: { ...found.cookie, maxAgeSeconds: seconds } }
      : found;
  }
}

function portOf(port: unknown): PortReference {
  const name = textAt(port, "name");
  const number = valueAt(port, "number");
  return {
    ...(name !== undefined && { name }),
    ...(typeof number === "number" && { number }),
  };
}

/** Whether two hosts lead to the same Services by the same paths, with the same certificate. */
function isSame(one: Site, other: Site): boolean {
  const key = ({ tls, tlsSecretName, paths }: Site): string =>
    JSON.stringify([
      tls,
      tlsSecretName,
      paths.map(({ path, type, service, port, affinity }) => [path, type, service, port, affinity]),
    ]);
  return one.hosts.length > 0 && key(one) === key(other);
}
