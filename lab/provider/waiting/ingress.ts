import {
  type KubernetesObject,
  listAt,
  nameOf,
  namespaceOf,
  stringAt,
} from "../objects/kubernetesObject";
import type { Progress, ReadinessRule, Snapshot } from "./readiness";
import { settleTime } from "./service";

/** Time after which missing endpoints are given up on if none at all have been seen, in milliseconds. */
const patience = 60_000;

/**
 * An Ingress is ready when its controller has published an address in `.status.loadBalancer` and
 * every Service behind it has endpoints. Missing endpoints do not hold it up for good: once nothing
 * has changed for a while only the address counts, as with the official provider.
 */
export function ingressRule(ingress: KubernetesObject): ReadinessRule {
  const namespace = namespaceOf(ingress);
  return {
    related: {
      endpoints: { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", namespace },
      services: { apiVersion: "v1", kind: "Service", namespace },
    },
    evaluate,
  };
}

function backendsOf(ingress: KubernetesObject): string[] {
  const paths = listAt(ingress, "spec", "rules").flatMap((rule) => listAt(rule, "http", "paths"));
  const names = paths.flatMap((path) => stringAt(path, "backend", "service", "name") ?? []);
  return [...new Set(names)];
}

function evaluate({ object, related, elapsed, quiet }: Snapshot): Progress {
  const external = (related.services ?? [])
    .filter((service) => stringAt(service, "spec", "type") === "ExternalName")
    .map(nameOf);
  const withEndpoints = (related.endpoints ?? []).map((slice) =>
    stringAt(slice, "metadata", "labels", "kubernetes.io/service-name"),
  );
  const missing = backendsOf(object).filter(
    (service) => !external.includes(service) && !withEndpoints.includes(service),
  );
  const settled = quiet === undefined ? elapsed >= patience : quiet >= settleTime;
  const addressed = listAt(object, "status", "loadBalancer", "ingress").length > 0;
  const found = missing.length === 0 || settled;
  if (found && addressed) {
    return { ready: true, status: "Ingress initialization complete", problems: [] };
  }

  const problems = missing.map((service) => `no endpoints for the Service "${service}"`);
  if (!addressed) {
    problems.push(
      ".status.loadBalancer has no hostname or IP: no controller serves this Ingress, or its controller publishes none",
    );
  }
  return {
    ready: false,
    status: found
      ? "[2/3] Waiting for update of .status.loadBalancer with hostname/IP"
      : "[1/3] Finding a matching service for each Ingress path",
    problems,
  };
}
