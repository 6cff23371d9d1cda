import type { RequestRecord } from "../http/requestRecord";
import { Visitor } from "../http/visitor";
import type { Pods } from "../pods";
import { fail, type Check, type CheckOutcome } from "./check";

export interface RunCheckArgs {
  readonly url: string;
  readonly cookieName: string;
  readonly pods: Pods;
  /** Every request of the check is added to it. */
  readonly journal: RequestRecord[];
  readonly signal: AbortSignal;
}

/** A check's name and what it found. */
export interface CheckResult extends CheckOutcome {
  readonly name: string;
}

/**
 * Runs one check; one that breaks off has failed, for the reason that it gives.
 *
 * @throws the signal's reason when aborted
 */
export async function runCheck(
  check: Check,
  { url, cookieName, pods, journal, signal }: RunCheckArgs,
): Promise<CheckResult> {
  const outcome = await check
    .run({
      cookieName,
      pods,
      signal,
      visitor: (jar) =>
        new Visitor({
          url,
          purpose: check.name,
          journal,
          signal,
          keepsCookies: jar === "with a cookie jar",
        }),
    })
    .catch((error: unknown) => {
      signal.throwIfAborted();
      return fail(error instanceof Error ? error.message : String(error));
    });
  return { name: check.name, ...outcome };
}
