import type { Application } from "./application";
import type { Exposure } from "./exposure";

/** Settings in a controller's own vocabulary, before they are put onto objects: annotations, options or fields by name. */
export type NativeSettings = Readonly<Record<string, string>>;

/** One setting of the cookie in a controller's native settings, written and read. */
export interface Setting<Value> {
  /** Whether the controller leaves it to its users at all. */
  readonly settable: boolean;
  /** The native settings for a value. None: the controller does so by itself. */
  readonly write: (value: Value, application: Application) => NativeSettings | Refusal;
  /** The value that native settings mean, which may be the controller's default; `undefined` where it is not known or not set. */
  readonly read: (native: NativeSettings, exposure: Exposure) => Value | undefined;
  /** Whether the cookie's attribute tells the value; `false` where the controller keeps it to itself. @default true */
  readonly inSetCookie?: boolean;
  /**
   * What a setting is when unset, where the controller has its own way; `undefined` is: not
   * known, or none. `why` is a sentence that says so, where it differs from what the description means.
   *
   * @default - what the description means by leaving it open
   */
  readonly whenUnset?: {
    readonly value: (application: Application) => Value | undefined;
    readonly why?: string;
  };
}

/** The answer to a setting that the controller cannot express. */
export interface Refusal {
  /** Why not: a sentence without a full stop, whose subject is the controller. */
  readonly refused: string;
  /** What the controller can do instead. */
  readonly allowed: string;
  /** A value that would be accepted; `null` where the setting has to be left out. */
  readonly example: string | null;
}

/** Answers that the controller cannot do what was asked. */
export function refuse(refused: string, allowed: string, example: string | null = null): Refusal {
  return { refused, allowed, example };
}
