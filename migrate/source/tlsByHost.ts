import { listAt, textAt } from "../../components/affinity/objects";
import type { Sourced } from "../../manifests/sourced";

/** The TLS of a host, and the Ingress that says it. */
export interface HostTls {
  readonly ingress: Sourced;
  /** Of the Ingress's namespace. @default - the controller's own certificate */
  readonly secretName?: string;
}

/**
 * The hosts that some Ingress has TLS for. ingress-nginx makes one server of all Ingresses of a host, whatever their
 * namespaces, and its TLS is that of all of them (kubernetes/ingress-nginx, internal/ingress/controller, createServers).
 */
export function tlsByHost(ingresses: readonly Sourced[]): ReadonlyMap<string, HostTls> {
  const found = new Map<string, HostTls>();
  for (const ingress of ingresses) {
    for (const entry of listAt(ingress.object, "spec", "tls")) {
      const secretName = textAt(entry, "secretName");
      for (const host of listAt(entry, "hosts")) {
        if (typeof host === "string" && !found.has(host)) {
          found.set(host, { ingress, ...(secretName !== undefined && { secretName }) });
        }
      }
    }
  }
  return found;
}
