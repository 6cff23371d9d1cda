import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../affinity/problem";
import { problemOf } from "./checkValue";
import { isPromise } from "./describe";
import type { Setting } from "./setting";

/** Ends the program with a problem that is found only when a value is known. */
export type Fail = (problem: Problem) => Error;

/**
 * An input whose value is checked when it is known. Where it never is, since what makes it failed, the program
 * ends with a message too.
 */
export function checkLater(
  setting: Setting,
  path: string,
  input: unknown,
  fail: Fail,
): pulumi.Output<unknown> {
  const awaited = settled(input).catch((error: unknown) => {
    throw fail({ setting: path, reason: reasonOf(input, error), ...what(setting) });
  });
  const output: pulumi.Output<unknown> = pulumi.output(awaited as Promise<pulumi.Input<string>>);
  return output.apply((value) => {
    const isUnset = value === undefined && setting.required !== true;
    const problem = isUnset ? undefined : problemOf(setting, path, value);
    if (problem !== undefined) {
      // An output may be a secret.
      throw fail({ ...problem, got: "[the value of an Output]" });
    }
    return value;
  });
}

/** The input as a promise that is rejected where the input is. */
function settled(input: unknown): Promise<unknown> {
  if (!pulumi.Output.isInstance(input)) {
    return Promise.resolve(input);
  }
  // Each of the promises that an Output is made of is rejected: unheard, Pulumi would log it with its stack trace.
  const { isKnown } = input as unknown as { isKnown: Promise<boolean> };
  return Promise.all([pulumi.isSecret(input), isKnown]).then(() => input);
}

function reasonOf(input: unknown, error: unknown): string {
  const failed = isPromise(input) ? "promise was rejected" : "Output failed";
  return `the ${failed}: ${error instanceof Error ? error.message : String(error)}`;
}

function what(setting: Setting): Pick<Problem, "allowed"> {
  return { allowed: problemOf(setting, "", undefined)?.allowed ?? "a value" };
}
