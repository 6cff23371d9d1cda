import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { transformed } from "../args/transforms";
import { gatePortName, hasGate } from "./drain";
import { metadata, selectorLabels, resourceName } from "./labels";
import { furtherPorts, portName } from "./ports";

/**
 * Lets nothing reach the application but the proxy, and who is named: whoever else could would go around its
 * affinity. Its own pods reach each other on every port, for those that are a cluster among themselves. Probes come
 * from the node, which no policy holds up.
 */
export function createNetworkPolicy(
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): k8s.networking.v1.NetworkPolicy | undefined {
  if (!plan.networkPolicy) {
    return undefined;
  }
  return new k8s.networking.v1.NetworkPolicy(
    resourceName(plan),
    transformed(plan.transform.networkPolicy, {
      metadata: metadata(plan, plan.name),
      spec: {
        podSelector: { matchLabels: selectorLabels(plan) },
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: proxyNamespaceLabels(plan) },
                // Named although it is all: without it OpenShift leaves out a router on the host's network.
                podSelector: {},
              },
            ],
            ports: [...servedPorts(plan), ...watchedGate(plan)].map(toPort),
          },
          { from: [{ podSelector: { matchLabels: selectorLabels(plan) } }] },
          ...furtherSources(plan),
        ],
      },
    }),
    opts,
  );
}

/** The ports on which the application serves, by their names. */
function servedPorts(plan: Plan): string[] {
  return [portName, ...Object.keys(furtherPorts(plan))];
}

function toPort(port: string): k8s.types.input.networking.v1.NetworkPolicyPort {
  return { port, protocol: "TCP" };
}

function furtherSources(plan: Plan): k8s.types.input.networking.v1.NetworkPolicyIngressRule[] {
  const { networkPolicyFrom } = plan;
  return networkPolicyFrom.length === 0
    ? []
    : [
        {
          from: networkPolicyFrom.map((source) => pulumi.output(source).apply(peerOf)),
          ports: servedPorts(plan).map(toPort),
        },
      ];
}

function peerOf(source: string): k8s.types.input.networking.v1.NetworkPolicyPeer {
  return source.includes("/")
    ? { ipBlock: { cidr: source } }
    : { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": source } } };
}

/** The gate's port where the proxy itself looks at it. Shut out, it would take every pod for one that ends. */
function watchedGate({ dialect, drain }: Plan): string[] {
  return dialect.keepsUnreadyPods && hasGate(drain.mode) ? [gatePortName] : [];
}

/** What OpenShift labels the namespace of its routers with, wherever these run. */
const openshiftIngress = { "policy-group.network.openshift.io/ingress": "" };

/** The labels that the proxy's namespace is known by. */
function proxyNamespaceLabels({
  dialect,
  proxyNamespace = dialect.usualNamespace,
}: Plan): Record<string, string> {
  return proxyNamespace === undefined
    ? openshiftIngress
    : { "kubernetes.io/metadata.name": proxyNamespace };
}
