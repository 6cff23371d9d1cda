import type * as pulumi from "@pulumi/pulumi";
import type { Dialect } from "../affinity/dialect";
import type { Exposure } from "../affinity/exposure";
import type { Translation } from "../affinity/translate";
import type { FilledArgs } from "../args/fillDefaults";
import type { ComponentName } from "../args/setting";
import type { WorkloadArgs } from "../args/workloadArgs";
import type { Transforms } from "../args/transforms";
import type { SessionStore } from "../sessionStore/sessionStorePlan";
import type { Drain } from "../workload/drain";
import type { Probes } from "../workload/probes";

/** What is decided of how an application is exposed, before anything is made. */
export interface ExposurePlan extends Pick<
  FilledArgs,
  | "platform"
  | "namespace"
  | "ingressClassName"
  | "tls"
  | "route"
  | "awaitIngress"
  | "awaitObjects"
  | "annotations"
  | "labels"
> {
  readonly component: ComponentName;
  /** The name of the application and of its objects. */
  readonly name: string;
  /** The component's logical name, by which Pulumi tells its resources from others. */
  readonly logicalName: string;
  readonly dialect: Dialect;
  readonly exposure: Exposure;
  /** Annotations that the controller needs beside those of the affinity. */
  readonly exposureAnnotations: Readonly<Record<string, pulumi.Input<string>>>;
  /** The affinity in the controller's own settings. */
  readonly translation: Translation;
  readonly transform: Transforms;
  /** What has to be known beside, for a warning each. */
  readonly notes: readonly string[];
  /** An application that is there already. */
  readonly existing?: ExistingApplication;
}

/** An application that is not the program's, as its author names it: by its Service, or by the labels of its pods. */
export type ExistingApplication = {
  /** @default - the one of objects that name none */
  readonly namespace?: string;
} & (
  { readonly service: ServiceReference } | { readonly selector: Readonly<Record<string, string>> }
);

export interface ServiceReference {
  readonly name: string;
  /** Its name or number. @default - the only one */
  readonly port?: string;
  /** Whether nothing can be made without what the cluster says of it. */
  readonly needed: boolean;
}

/** The arguments of an application with every default, and all that is decided from them before anything is made. */
export interface Plan
  extends
    ExposurePlan,
    Omit<FilledArgs, "drain" | "sessionStore" | "image" | "service" | "selector">,
    Pick<WorkloadArgs, "image"> {
  readonly sessionStore?: SessionStore;
  readonly drain: Drain;
  readonly probes: Probes;
}
