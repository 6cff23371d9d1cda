import {
  type KubernetesObject,
  listAt,
  mapAt,
  nameOf,
  namespaceOf,
  stringAt,
  valueAt,
} from "../objects/kubernetesObject";
import type { Progress, ReadinessRule, Snapshot } from "./readiness";

/**
 * Time without a change of its endpoints after which a Service counts as settled, in milliseconds.
 * The official provider waits as long, and a measurement of `pulumi up` must not be better for
 * want of it.
 */
export const settleTime = 10_000;

/**
 * A Service with a selector is ready when its endpoints have settled and none of them belongs to a
 * pod that is not ready; no pods at all will do. One of type LoadBalancer needs an address besides.
 * Headless and external ones, and those without a selector, are ready at once.
 */
export function serviceRule(service: KubernetesObject): ReadinessRule {
  if (!waitsForPods(service)) return { evaluate: evaluateAddress };
  return {
    related: {
      endpoints: {
        apiVersion: "discovery.k8s.io/v1",
        kind: "EndpointSlice",
        namespace: namespaceOf(service),
        labelSelector: `kubernetes.io/service-name=${nameOf(service)}`,
      },
    },
    evaluate: evaluateEndpoints,
  };
}

function waitsForPods(service: KubernetesObject): boolean {
  return (
    stringAt(service, "spec", "type") !== "ExternalName" &&
    stringAt(service, "spec", "clusterIP") !== "None" &&
    Object.keys(mapAt(service, "spec", "selector")).length > 0
  );
}

function hasAddress(service: KubernetesObject): boolean {
  return (
    stringAt(service, "spec", "type") !== "LoadBalancer" ||
    listAt(service, "status", "loadBalancer", "ingress").length > 0
  );
}

const complete: Progress = {
  ready: true,
  status: "Service initialization complete",
  problems: [],
};

const addressMissing =
  "the Service has no load balancer address: nothing in this cluster hands out addresses, or it has not yet";

function evaluateAddress({ object }: Snapshot): Progress {
  if (hasAddress(object)) return complete;
  return {
    ready: false,
    status: "[2/3] Attempting to allocate IP address to Service",
    problems: [addressMissing],
  };
}

function evaluateEndpoints({ object, related, quiet }: Snapshot): Progress {
  const endpoints = (related.endpoints ?? []).flatMap((slice) => listAt(slice, "endpoints"));
  const ready = endpoints.filter((endpoint) => valueAt(endpoint, "conditions", "ready") !== false);
  const pending = endpoints.filter(
    (endpoint) =>
      valueAt(endpoint, "conditions", "ready") === false &&
      valueAt(endpoint, "conditions", "terminating") !== true,
  );
  const settled = quiet !== undefined && quiet >= settleTime;
  const addressed = hasAddress(object);
  if (settled && pending.length === 0 && addressed) return complete;

  const problems: string[] = [];
  if (pending.length > 0) problems.push(`${pending.length} of its Pods are not ready`);
  if (ready.length === 0) {
    problems.push(
      "the Service leads to no Pod: its Pods are not ready, or .spec.selector matches no Pod's labels",
    );
  }
  if (!addressed) problems.push(addressMissing);
  return {
    ready: false,
    status:
      settled && ready.length > 0
        ? "[2/3] Attempting to allocate IP address to Service"
        : "[1/3] Finding Pods to direct traffic to",
    problems,
  };
}
