import { isTlsServed, visitable } from "../../components/affinity/exposure";
import { type PlainObject, valueAt } from "../../components/affinity/objects";
import type { Dialect } from "../../components/affinity/dialect";
import type { Entrance, Site } from "../entrance";
import type { TargetOptions } from "./application";
import { grouped } from "./grouped";
import type { CarriedUnit } from "./unit";

const apiVersion = "gateway.networking.k8s.io/v1";

/** The name of a Gateway that the user gives none. */
export const usualGatewayName = "ingress";

/** A Gateway of the Gateway API for a namespace's entrances, and what sends plain http on to https. */
interface GatewayParts {
  readonly name: string;
  readonly gatewayClass: string;
  readonly namespace?: string;
  readonly entrances: readonly Entrance[];
}

/** The Gateways, one a namespace, with what sends plain http on to https; none where they are there already. */
export function gatewaysOf(
  units: readonly CarriedUnit[],
  { exposedBy }: Pick<Dialect, "exposedBy">,
  { gatewayClass, gateway }: TargetOptions,
): PlainObject[] {
  if (gatewayClass === undefined || exposedBy.object !== "an HTTPRoute") {
    return [];
  }
  const name = typeof gateway?.name === "string" ? gateway.name : usualGatewayName;
  const byNamespace = grouped(units, ({ entrance }) => entrance.namespace ?? "");
  return [...byNamespace.values()].flatMap((own) => {
    const entrances = [...new Set(own.map(({ entrance }) => entrance))];
    const namespace = entrances[0]?.namespace;
    const redirects = entrances.flatMap((entrance) =>
      entrance.sites.flatMap((site, index) => {
        const redirect = `${entrance.name}-to-https${index === 0 ? "" : `-${index}`}`;
        return redirectOf(redirect, name, namespace, site) ?? [];
      }),
    );
    const inNamespace = namespace === undefined ? {} : { namespace };
    return [gatewayOf({ name, gatewayClass, entrances, ...inNamespace }), ...redirects];
  });
}

/** The Gateway with a listener for http and one for each host with TLS. */
function gatewayOf({ name, gatewayClass, namespace, entrances }: GatewayParts): PlainObject {
  const secured = new Map<string, string | undefined>();
  for (const { hosts, tls, tlsSecretName } of entrances.flatMap(({ sites }) => sites)) {
    for (const host of tls === "edge" ? hosts : []) {
      secured.set(host, secured.get(host) ?? tlsSecretName);
    }
  }
  return {
    apiVersion,
    kind: "Gateway",
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: {
      gatewayClassName: gatewayClass,
      listeners: [
        { name: "http", port: 80, protocol: "HTTP" },
        ...[...secured].map(([hostname, secret]) => ({
          name: listenerFor(hostname),
          hostname,
          port: 443,
          protocol: "HTTPS",
          tls: {
            mode: "Terminate",
            certificateRefs: [{ name: secret ?? `${visitable(hostname)}-tls` }],
          },
        })),
      ],
    },
  };
}

/** A route at the listeners of its hosts: of one with TLS at those alone, so that http is free for the redirect. */
export function atListeners(route: PlainObject, site: Site): PlainObject {
  if (route.kind !== "HTTPRoute") {
    return route;
  }
  const [parent] = [valueAt(route, "spec", "parentRefs", 0)];
  const secured = isTlsServed(site) ? site.hosts.map(listenerFor) : [];
  const listeners = site.insecureTraffic === "Allow" ? ["http", ...secured] : secured;
  const parentRefs = (listeners.length === 0 ? ["http"] : listeners).map((sectionName) => ({
    ...(parent as object),
    sectionName,
  }));
  return { ...route, spec: { ...(route.spec as object), parentRefs } };
}

/** What sends the plain http of a site on to https; `undefined` where nothing has to be. */
function redirectOf(
  name: string,
  gateway: string,
  namespace: string | undefined,
  site: Site,
): PlainObject | undefined {
  if (!isTlsServed(site) || site.insecureTraffic === "Allow" || site.hosts.length === 0) {
    return undefined;
  }
  return {
    apiVersion,
    kind: "HTTPRoute",
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: {
      parentRefs: [{ name: gateway, sectionName: "http" }],
      hostnames: [...site.hosts],
      rules: [
        {
          filters: [
            { type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } },
          ],
        },
      ],
    },
  };
}

/** The name of a host's listener. A section has 253 characters at most. */
function listenerFor(host: string): string {
  return `https-${visitable(host)}`.slice(0, 253);
}
