import type { KubeConfig } from "@kubernetes/client-node";

/** Where the demo deploys. */
export interface Cluster {
  /** For messages, such as `the lab`. */
  readonly description: string;
  /** Whether it is the lab, with everything in it the demo's own. */
  readonly isLab: boolean;
  /** Added to the environment of `pulumi`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The context for pulumi, where it is not simply the current one. */
  readonly context?: string;
  /** Its current context is the cluster. */
  readonly kubeConfig: KubeConfig;
}
