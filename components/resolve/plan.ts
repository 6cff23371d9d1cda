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
  readonly name: string;
  readonly dialect: Dialect;
  readonly ingressClassName?: pulumi.Input<string>;
  readonly sessionStore?: SessionStore;
  readonly drain: Drain;
  readonly probes: Probes;
  readonly exposure: Exposure;
  /** The affinity in the controller's own settings. */
  readonly translation: Translation;
  readonly transform: Transforms;
  /** What has to be known beside, for a warning each. */
  readonly notes: readonly string[];
}
