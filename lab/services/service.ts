import type { OnPlatform } from "../platform";
import type { Programs } from "../programs/programs";
import type { Report } from "../progress/report";

/** What a service is in now. */
export interface Condition {
  readonly state: "running" | "stopped" | "failing";
  /** Where it listens, or what it is. */
  readonly address?: string;
  readonly version?: string;
  readonly pid?: number;
  /** When it was started, ISO 8601. */
  readonly since?: string;
  /** Why it is not running. */
  readonly reason?: string;
}

/** What a service is started with. */
export interface Start {
  readonly programs: Programs;
  readonly report: Report;
  /** Aborted when the lab is to be given up: waiting ends then. */
  readonly signal: AbortSignal;
}

/** What a service is stopped with. */
export interface Stop {
  /** Undefined when the lab never got as far as to have its programs. */
  readonly programs: Programs | undefined;
  readonly report: Report;
}

/**
 * One process or one system object (a network bridge, a control group) of the lab. A new one is a file in this folder and a line in
 * `services.ts`.
 */
export interface Service extends OnPlatform {
  readonly name: string;
  /** What it is for, in short. */
  readonly describe: string;
  /** The services that must be there before this one starts, and that stop after it. */
  readonly needs: readonly string[];
  /** Objects that have to be in the cluster for this service; see the service `objects`. */
  readonly manifests?: readonly KubernetesObject[];
  /** Starts or repairs it; returns when it is ready; does nothing when it runs already. */
  start(start: Start): Promise<void>;
  check(programs: Programs): Promise<Condition>;
  /**
   * Takes back what it has in the cluster and others would be changed by, on a lab that goes on
   * without it; the API server is ready then. `@default` there is nothing of that kind
   */
  withdraw?(start: Start): Promise<void>;
  /** Removes all of it, and what a killed lab left of it; does nothing when nothing is there. */
  stop(stop: Stop): Promise<void>;
}

/** An object as the API takes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}
