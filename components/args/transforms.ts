import type * as k8s from "@pulumi/kubernetes";
import type { types as kx } from "@pulumi/kubernetesx";
import type { RouteArgs } from "../exposure/routeResource";

/** Takes what a child would be made with and returns what it is made with. */
export type Transform<Args> = (args: Args) => Args;

export interface Transforms {
  serviceAccount?: Transform<k8s.core.v1.ServiceAccountArgs>;
  headlessService?: Transform<k8s.core.v1.ServiceArgs>;
  service?: Transform<k8s.core.v1.ServiceArgs>;
  /** The pod's spec, before kubernetesx turns its maps of ports and variables into lists. */
  pod?: Transform<kx.PodSpec>;
  statefulSet?: Transform<k8s.apps.v1.StatefulSetArgs>;
  disruptionBudget?: Transform<k8s.policy.v1.PodDisruptionBudgetArgs>;
  autoscaler?: Transform<k8s.autoscaling.v2.HorizontalPodAutoscalerArgs>;
  networkPolicy?: Transform<k8s.networking.v1.NetworkPolicyArgs>;
  /** Both Secrets of the session store: the application's connection and the server's configuration. */
  sessionStoreSecret?: Transform<k8s.core.v1.SecretArgs>;
  sessionStoreService?: Transform<k8s.core.v1.ServiceArgs>;
  sessionStoreStatefulSet?: Transform<k8s.apps.v1.StatefulSetArgs>;
  sessionStoreNetworkPolicy?: Transform<k8s.networking.v1.NetworkPolicyArgs>;
  ingress?: Transform<k8s.networking.v1.IngressArgs>;
  route?: Transform<RouteArgs>;
  /** Each of the objects of the controller's own kinds, such as an HTTPProxy; `kind` tells which. */
  customResource?: Transform<k8s.apiextensions.CustomResourceArgs>;
}

/** The child's arguments after the transform, if there is one. */
export function transformed<Args>(transform: Transform<Args> | undefined, args: Args): Args {
  return transform ? transform(args) : args;
}
