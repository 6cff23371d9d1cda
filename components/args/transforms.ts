import type * as k8s from "@pulumi/kubernetes";
import type { types as kx } from "@pulumi/kubernetesx";
import type * as pulumi from "@pulumi/pulumi";
import type { RouteArgs } from "../exposure/routeResource";

/** Takes what a child would be made with and returns what it is made with. */
export type Transform<Made extends Args, Args = Made> = (made: Made) => Args;

/** The objects that this program makes have these parts as they are, not as outputs, so that a transform can read them. */
export interface MadeMetadata extends Omit<
  k8s.types.input.meta.v1.ObjectMeta,
  "annotations" | "labels"
> {
  annotations?: Record<string, pulumi.Input<string>>;
  labels?: Record<string, pulumi.Input<string>>;
}

export interface MadeServiceAccount extends Omit<k8s.core.v1.ServiceAccountArgs, "metadata"> {
  metadata: MadeMetadata;
}

export interface MadeService extends Omit<k8s.core.v1.ServiceArgs, "metadata" | "spec"> {
  metadata: MadeMetadata;
  spec: Omit<k8s.types.input.core.v1.ServiceSpec, "ports"> & {
    ports: k8s.types.input.core.v1.ServicePort[];
  };
}

export interface MadeStatefulSet extends Omit<k8s.apps.v1.StatefulSetArgs, "metadata" | "spec"> {
  metadata: MadeMetadata;
  spec: Omit<k8s.types.input.apps.v1.StatefulSetSpec, "template"> & {
    /** The pod's spec is made by kubernetesx and is an output: `pod` transforms it before. */
    template: { metadata: MadeMetadata; spec: pulumi.Input<k8s.types.input.core.v1.PodSpec> };
  };
}

export interface MadePod extends Omit<kx.PodSpec, "containers"> {
  containers: kx.Container[];
}

export interface MadeIngress extends Omit<k8s.networking.v1.IngressArgs, "metadata" | "spec"> {
  metadata: MadeMetadata;
  spec: Omit<k8s.types.input.networking.v1.IngressSpec, "rules"> & {
    rules: [MadeIngressRule, ...MadeIngressRule[]];
  };
}

export interface MadeIngressRule {
  host?: pulumi.Input<string>;
  http: { paths: k8s.types.input.networking.v1.HTTPIngressPath[] };
}

export interface MadeRoute extends RouteArgs {
  metadata: MadeMetadata;
}

export interface Transforms {
  serviceAccount?: Transform<MadeServiceAccount, k8s.core.v1.ServiceAccountArgs>;
  headlessService?: Transform<MadeService, k8s.core.v1.ServiceArgs>;
  service?: Transform<MadeService, k8s.core.v1.ServiceArgs>;
  /** The pod's spec, before kubernetesx turns its maps of ports and variables into lists. */
  pod?: Transform<MadePod, kx.PodSpec>;
  statefulSet?: Transform<MadeStatefulSet, k8s.apps.v1.StatefulSetArgs>;
  /** The Secret with the environment's secret values. */
  environmentSecret?: Transform<k8s.core.v1.SecretArgs>;
  /** The ConfigMap with the texts of `mounts`, and the Secret with those that are secrets. */
  filesConfigMap?: Transform<k8s.core.v1.ConfigMapArgs>;
  filesSecret?: Transform<k8s.core.v1.SecretArgs>;
  disruptionBudget?: Transform<k8s.policy.v1.PodDisruptionBudgetArgs>;
  autoscaler?: Transform<k8s.autoscaling.v2.HorizontalPodAutoscalerArgs>;
  networkPolicy?: Transform<k8s.networking.v1.NetworkPolicyArgs>;
  /** Both Secrets of the session store: the application's connection and the server's configuration. */
  sessionStoreSecret?: Transform<k8s.core.v1.SecretArgs>;
  sessionStoreService?: Transform<k8s.core.v1.ServiceArgs>;
  sessionStoreStatefulSet?: Transform<k8s.apps.v1.StatefulSetArgs>;
  sessionStoreNetworkPolicy?: Transform<k8s.networking.v1.NetworkPolicyArgs>;
  ingress?: Transform<MadeIngress, k8s.networking.v1.IngressArgs>;
  route?: Transform<MadeRoute, RouteArgs>;
  /** Each of the objects of the controller's own kinds, such as an HTTPProxy; `kind` tells which. */
  customResource?: Transform<k8s.apiextensions.CustomResourceArgs>;
}

/** The child's arguments after the transform, if there is one. */
export function transformed<Made extends Args, Args>(
  transform: Transform<Made, Args> | undefined,
  args: Made,
): Args {
  return transform ? transform(args) : args;
}
