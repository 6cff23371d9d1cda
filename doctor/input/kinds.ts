import type { KindToRead } from "../../manifests/readCluster";

function kinds(apiVersion: string, ...names: readonly string[]): KindToRead[] {
  return names.map((kind) => ({ apiVersion, kind }));
}

function clusterWide(apiVersion: string, kind: string): KindToRead {
  return { apiVersion, kind, clusterWide: true };
}

/** What the rules look at; all else is not kept. */
export const kindsToRead: readonly KindToRead[] = [
  ...kinds("v1", "Service", "Pod"),
  ...kinds("apps/v1", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
  ...kinds("networking.k8s.io/v1", "Ingress"),
  ...kinds("policy/v1", "PodDisruptionBudget"),
  ...kinds("autoscaling/v2", "HorizontalPodAutoscaler"),
  ...kinds("keda.sh/v1alpha1", "ScaledObject"),
  ...kinds("argoproj.io/v1alpha1", "Rollout"),
  ...kinds("route.openshift.io/v1", "Route"),
  ...kinds("apps.openshift.io/v1", "DeploymentConfig"),
  ...kinds("gateway.networking.k8s.io/v1", "HTTPRoute", "Gateway"),
  ...kinds("projectcontour.io/v1", "HTTPProxy"),
  ...kinds("traefik.io/v1alpha1", "IngressRoute", "TraefikService"),
  ...kinds("networking.istio.io/v1", "VirtualService", "Gateway", "DestinationRule"),
  ...kinds("configuration.konghq.com/v1beta1", "KongUpstreamPolicy"),
  ...kinds("cloud.google.com/v1", "BackendConfig"),
  ...kinds("networking.gke.io/v1", "GCPBackendPolicy"),
  ...kinds("gateway.envoyproxy.io/v1alpha1", "BackendTrafficPolicy"),
  ...kinds("alb.networking.azure.io/v1", "RoutePolicy"),
  clusterWide("networking.k8s.io/v1", "IngressClass"),
  clusterWide("gateway.networking.k8s.io/v1", "GatewayClass"),
  clusterWide("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
];

const names: ReadonlySet<string> = new Set(kindsToRead.map(({ kind }) => kind));

/** Whether the rules look at objects of a kind, whatever its version. */
export function isLookedAt(kind: string): boolean {
  return names.has(kind);
}
