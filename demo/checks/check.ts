import type { Visitor } from "../http/visitor";
import type { Pods } from "../pods";

/** What a check may use. */
export interface CheckContext {
  /** Name of the cookie that the stack promises. */
  readonly cookieName: string;
  readonly pods: Pods;
  /** Ends the check early: it then rejects. */
  readonly signal: AbortSignal;
  /** A new user of the site, with an empty cookie jar, or with none at all. */
  readonly visitor: (jar: "with a cookie jar" | "without cookies") => Visitor;
}

/** What a check found. */
export interface CheckOutcome {
  readonly result: "pass" | "fail" | "skipped";
  /** One sentence: what was seen, or why the check was skipped. */
  readonly detail: string;
}

/** One promise of the deployment, checked on the live system. */
export interface Check {
  /** The promise in a few words. */
  readonly name: string;
  readonly run: (context: CheckContext) => Promise<CheckOutcome>;
}

export function pass(detail: string): CheckOutcome {
  return { result: "pass", detail };
}

export function fail(detail: string): CheckOutcome {
  return { result: "fail", detail };
}

export function skipped(detail: string): CheckOutcome {
  return { result: "skipped", detail };
}
