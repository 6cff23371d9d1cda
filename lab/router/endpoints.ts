import { createHash } from "node:crypto";

/** An EndpointSlice as far as the router reads it (discovery.k8s.io/v1). */
export interface EndpointSlice {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly addressType: string;
  readonly endpoints?: readonly {
    readonly addresses: readonly string[];
    readonly conditions?: { readonly ready?: boolean };
    readonly targetRef?: { readonly kind?: string; readonly name?: string };
  }[];
  readonly ports?: readonly {
    readonly name?: string;
    readonly port?: number;
    readonly protocol?: string;
    readonly appProtocol?: string;
  }[];
}

/** One address and port that requests can be sent to. */
export interface Endpoint {
  /** The name of HAProxy's server. */
  readonly id: string;
  /** An IPv6 address is in brackets. */
  readonly address: string;
  readonly port: number;
  readonly portName: string;
  readonly appProtocol?: string;
}

const serviceLabel = "kubernetes.io/service-name";

/**
 * The endpoints of a Service that are ready, whether or not they are about to end: a pod is dropped
 * the moment that it is not ready any more. An unknown readiness counts as ready.
 */
export function readyEndpoints(
  slices: readonly EndpointSlice[],
  namespace: string,
  service: string,
): Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const { metadata, addressType, endpoints, ports } of slices) {
    if (metadata.namespace !== namespace || metadata.labels?.[serviceLabel] !== service) {
      continue;
    }
    for (const { name: portName = "", port, protocol, appProtocol } of ports ?? []) {
      if (port === undefined || protocol === "UDP" || addressType === "FQDN") {
        continue;
      }
      for (const { addresses, conditions, targetRef } of endpoints ?? []) {
        if (conditions?.ready === false) {
          continue;
        }
        for (const address of addresses) {
          const pod = targetRef?.kind === "Pod" ? `pod:${targetRef.name ?? ""}` : "ept";
          const id = `${pod}:${service}:${portName}:${address}:${port}`;
          const reachable = addressType === "IPv6" ? `[${address}]` : address;
          found.set(id, { id, address: reachable, port, portName, appProtocol });
        }
      }
    }
  }
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Those behind the port that a Route names: by its name in the Service, or by the pods' number. */
export function onPort(
  endpoints: readonly Endpoint[],
  targetPort: string | number | undefined,
): readonly Endpoint[] {
  return targetPort === undefined || targetPort === ""
    ? endpoints
    : endpoints.filter(
        ({ port, portName }) =>
          portName === String(targetPort) || String(port) === String(targetPort),
      );
}

/**
 * What the cookie of an endpoint's client says. The pod's name and address are in the hash: a pod
 * that comes back with another address is another endpoint.
 */
export function cookieValue({ id }: Endpoint): string {
  return md5(id);
}

/** The name of the cookie of a Route that names none. */
export function defaultCookieName(namespace: string, route: string): string {
  // In front of the space would be the termination, which is not known yet where OpenShift hashes it.
  return md5(` ${namespace}:${route}`);
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
