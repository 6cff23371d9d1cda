import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { transformed } from "../args/transforms";
import { gatePortName } from "./drain";
import { metadata, selectorLabels } from "./labels";
import { portName } from "./ports";

/** Lets nothing reach the application but the proxy: whoever else could would go around its affinity. Probes come from the node, which no policy holds up. */
export function createNetworkPolicy(
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): k8s.networking.v1.NetworkPolicy | undefined {
  if (!plan.networkPolicy) {
    return undefined;
  }
  return new k8s.networking.v1.NetworkPolicy(
    plan.name,
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
            ports: [portName, ...watchedGate(plan)].map((port) => ({ port, protocol: "TCP" })),
          },
        ],
      },
    }),
    opts,
  );
}

/** The gate's port where the proxy itself looks at it. Shut out, it would take every pod for one that ends. */
function watchedGate({ dialect, drain }: Plan): string[] {
  return dialect.keepsUnreadyPods && drain.mode === "gate" ? [gatePortName] : [];
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
