import type { ObjectQuery } from "../api/cluster";
import type { KubernetesObject } from "../objects/kubernetesObject";

/** What is known of an object at one moment. */
export interface Snapshot {
  readonly object: KubernetesObject;
  /** The other objects that the rule asked for, by the name it gave them. */
  readonly related: Readonly<Record<string, readonly KubernetesObject[]>>;
  /** Milliseconds since the wait began; infinite for a look at one moment only. */
  readonly elapsed: number;
  /**
   * Milliseconds since a related object changed last; infinite for a look at one moment only,
   * undefined if there has been none to see.
   */
  readonly quiet: number | undefined;
}

/** How far an object is. */
export interface Progress {
  readonly ready: boolean;
  /** What is being waited for, for the engine's display. */
  readonly status: string;
  /** Why it is not ready, for the error if it does not become so. */
  readonly problems: readonly string[];
}

/** When an object counts as ready. */
export interface ReadinessRule {
  /** Other objects that readiness depends on. */
  readonly related?: Readonly<Record<string, ObjectQuery>>;
  evaluate(snapshot: Snapshot): Progress;
}
