import { listAt, textAt, valueAt } from "../../components/affinity/objects";
import { nameOf, namespaceOf, type ObjectPath, type Sourced } from "../../manifests/sourced";
import type { Entrance, EntrancePath, Site } from "../entrance";
import type { Item } from "../item";
import type { Beside } from "./beside";
import { readPath } from "./ingressPath";
import { tlsOf, tlsOfAnother } from "./ingressTls";
import { refusedItems } from "./taken";
import { unusedHosts } from "./unusedHosts";

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

  constructor(
    private readonly source: Sourced,
    private readonly beside: Beside,
  ) {}

  /** Its hosts, those with the same paths and the same certificate together. */
  sites(): Site[] {
    const { source, beside } = this;
    const sites: (Site & { readonly hosts: string[] })[] = [];
    this.items.push(...unusedHosts(source));
    listAt(source.object, "spec", "rules").forEach((rule, index) => {
      const host = textAt(rule, "host");
      this.items.push(...tlsOfAnother(source, host, index, beside));
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

  private siteOf(host: string | undefined, index: number): Site & { readonly hosts: string[] } {
    const paths = listAt(this.source.object, "spec", "rules", index, "http", "paths").flatMap(
      (path, at) => this.pathOf(host, path, ["spec", "rules", index, "http", "paths", at]) ?? [],
    );
    return {
      hosts: host === undefined ? [] : [host],
      ...tlsOf(this.source, host, this.beside),
      paths,
    };
  }

  private defaultSite(): Site | undefined {
    const backend = valueAt(this.source.object, "spec", "defaultBackend");
    if (backend === undefined) {
      return undefined;
    }
    const path = this.pathOf(undefined, { path: "/", backend }, ["spec", "defaultBackend"]);
    return path && { hosts: [], tls: "none", paths: [path], isDefault: true };
  }

  private pathOf(
    host: string | undefined,
    entry: unknown,
    at: ObjectPath,
  ): EntrancePath | undefined {
    const { path, items } = readPath(entry, { source: this.source, host, at }, this.beside);
    this.items.push(...items);
    return path;
  }
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
