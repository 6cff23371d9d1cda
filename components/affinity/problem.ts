/** One thing that is wrong with a setting, so that its author can fix it at once. */
export interface Problem {
  /** Where the setting stands: a property path of `StickyAppArgs`, such as `affinity.cookie.sameSite`. */
  readonly setting: string;
  /** The value that was given; absent when the setting is missing. */
  readonly got?: unknown;
  /** What is wrong, when `allowed` alone does not say it: a sentence without a full stop. */
  readonly reason?: string;
  /** What would be accepted: a phrase that reads after "allowed:". */
  readonly allowed: string;
  /** A value that would be accepted, for the command that fixes it; `null` where removing the setting fixes it. */
  readonly example?: string | null;
  /** The command that fixes it, where no other value of the setting does. @default - setting it to `example` */
  readonly fix?: string;
}
