import type * as pulumi from "@pulumi/pulumi";
import type { Dialect } from "../affinity/dialect";
import type { Exposure } from "../affinity/exposure";
import type { Translation } from "../affinity/translate";
import type { FilledArgs } from "../args/fillDefaults";
import type { Transforms } from "../args/transforms";
import type { SessionStore } from "../sessionStore/sessionStorePlan";
import type { Drain } from "../workload/drain";
import type { Probes } from "../workload/probes";

/** The arguments with every default, and all that is decided from them before anything is made. */
export interface Plan extends Omit<FilledArgs, "drain" | "sessionStore"> {
  /** The name of the application and of its objects. */
  readonly name: string;
  /** The name of the component, by which Pulumi tells its resources from others. @default - `name` */
  readonly component?: string;
  readonly dialect: Dialect;
  readonly ingressClassName?: pulumi.Input<string>;
  readonly sessionStore?: SessionStore;
  readonly drain: Drain;
  readonly probes: Probes;
  readonly exposure: Exposure;
  /** Annotations that the controller needs beside those of the affinity. */
  readonly exposureAnnotations: Readonly<Record<string, pulumi.Input<string>>>;
  /** The affinity in the controller's own settings. */
  readonly translation: Translation;
  readonly transform: Transforms;
}
