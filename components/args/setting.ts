import type { Platform } from "../affinity/platform";
import type { FormatName } from "./formats";

/**
 * What a value of a setting is. The items of a list and the values of a map are texts; `objects` is a list of objects,
 * whose parts are the settings below `PROPERTY[]`; `variables` are environment variables by name; `manifest` is a part of
 * a Kubernetes object.
 */
export type SettingKind =
  "text" | "number" | "boolean" | "list" | "map" | "object" | "objects" | "variables" | "manifest";

/** A setting that another one has no effect without. */
export interface Condition {
  readonly property: string;
  /** Its values with which the other one has an effect. @default - any */
  readonly values: readonly (string | boolean)[];
}

/** The components, by the names of their classes. */
export type ComponentName = "StickyApp" | "StickyExposure";

/** One property of the arguments, as its comment and tags describe it. */
export interface Setting {
  /** Its path, such as `drain.gate.port`. */
  readonly property: string;
  readonly kind: SettingKind;
  /** The interface of an object or of a list's objects, the enumeration of the values. */
  readonly type?: string;
  /** The only component that has it. @default - both */
  readonly component?: ComponentName;
  /** Its keys in a stack's configuration; `entry` is the entry of a map that the key sets. */
  readonly config?: readonly ConfigKey[];
  readonly description: string;
  readonly required?: boolean;
  /** Whether it, or each item or value of it, may be an output of another resource. @default false */
  readonly input?: boolean;
  /** Whether it is a secret, and nothing else. */
  readonly secret?: boolean;
  /** Whether it may be a secret, which it then stays in what is made of it. */
  readonly canBeSecret?: boolean;
  readonly default?: unknown;
  /** What happens when it is unset, where that is no value. */
  readonly whenUnset?: string;
  /** Its value in Pulumi.yaml, for a stack that does not set it. @default - none */
  readonly inStack?: string;
  /** A value for the documentation. */
  readonly example?: string;
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: string;
  /** The format of a text, of the items of a list, of the values of a map. */
  readonly format?: FormatName;
  /** The format of the keys of a map. */
  readonly keys?: FormatName;
  /** What is allowed, for messages. @default - what limits, values and format say */
  readonly allowed?: string;
  /** Why not everything is allowed, for messages. */
  readonly reason?: string;
  /** The only platform that has it. */
  readonly platform?: Platform;
  /** Why the other platform has it not, for messages. */
  readonly elsewhere?: string;
  readonly onlyWith?: Condition;
}

export interface ConfigKey {
  readonly key: string;
  readonly entry?: string;
  readonly description?: string;
}
