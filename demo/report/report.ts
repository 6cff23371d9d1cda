import type { CheckResult } from "../checks/runCheck";
import type { RequestRecord } from "../http/requestRecord";

/** What the demo found; `--output json` prints just this. */
export interface Report {
  readonly url: string;
  /** No check failed. */
  readonly passed: boolean;
  readonly checks: readonly CheckResult[];
  /** Every request of the checks, in the order of sending. */
  readonly requests: readonly RequestRecord[];
}
