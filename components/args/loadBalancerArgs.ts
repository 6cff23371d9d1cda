import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerScheme } from "../affinity/application";

/** A load balancer that the controller makes outside of the cluster (aws-load-balancer-controller). */
export interface LoadBalancerArgs {
  /**
   * Who can reach it: `internal` is its own network. A change replaces the load balancer, and its address.
   * @default - the controller's, which is internal
   * @config loadBalancerScheme
   */
  scheme?: LoadBalancerScheme;
  /**
   * The certificates of its https listener, by their names in AWS.
   * @default - those of the certificate manager that are for the hosts
   * @onlyWith tls.termination edge
   * @format certificateArn
   * @config certificateArns
   * @example ["arn:aws:acm:eu-west-1:123456789012:certificate/12345678-90ab-cdef-1234-567890abcdef"]
   */
  certificateArns?: pulumi.Input<string>[];
}
