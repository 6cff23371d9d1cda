import type * as pulumi from "@pulumi/pulumi";
import type { ArgsSource } from "../resolve/report";
import type { Transforms } from "./transforms";

/** What a program says of the component beside its arguments: what no configuration and no other language can. */
export interface StickyAppOptions extends pulumi.ComponentResourceOptions {
  /** The last word on each child, for all that has no setting of its own. @default - none */
  transform?: Transforms;
  /**
   * Whether the cluster of the default Kubernetes provider is asked if it has the controller before anything is
   * made. A cluster that cannot be reached, or that a provider of the program's own chooses, is not asked.
   * @default true
   */
  checkCluster?: boolean;
  /**
   * The name of the application and of its objects, where it is not the component's: for the same application in two
   * namespaces or clusters, since Pulumi tells the resources of a program apart by their names.
   * @default - the name of the component
   */
  objectName?: string;
  /**
   * Whether the program itself waits for the pods, and ends with the reason as soon as one can never start. Where it
   * cannot ask the cluster, or is told not to, the Kubernetes provider waits, for ten minutes.
   * @default true
   */
  watchPods?: boolean;
  /** Where the arguments come from, for messages in its terms. @default - the program */
  source?: ArgsSource;
}
