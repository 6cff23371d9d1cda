import type { Dialect } from "../affinity/dialect";
import type { Problem } from "../affinity/problem";
import type { FilledArgs } from "../args/fillDefaults";
import type { GivenArgs } from "../args/givenArgs";

/** What the rules across settings see. What was refused is in none of it, so that no problem follows from another. */
export interface Context {
  readonly name: string;
  /** What was given. */
  readonly given: GivenArgs;
  /** The same with every default. */
  readonly args: FilledArgs;
  /** `undefined` where the choice of the controller was refused. */
  readonly dialect?: Dialect;
  /** Whether the controller keeps clients on a terminating pod, so that it has to be told. */
  readonly followsCookies: boolean;
  /** Whether a setting, what it is a part of, or a part of it was refused. */
  readonly isRefused: (property: string) => boolean;
}

/** A rule across settings: what is wrong by it. */
export type Rule = (context: Context) => Problem[];
