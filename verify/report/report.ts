import type { CheckResult } from "../checks/runCheck";

/** What the verifier found; `--output json` prints just this. */
export interface Report {
  readonly version: 1;
  readonly url: string;
  readonly stack?: string;
  /** The kubeconfig context, and the Service in it; missing where only the URL was known. */
  readonly context?: string;
  readonly service?: { readonly namespace: string; readonly name: string };
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  /** What the system was held to. */
  readonly expected: {
    readonly controller?: string;
    readonly affinity?: "strong" | "hash";
    readonly keepsTerminatingPods?: boolean;
    readonly cookieName?: string;
  };
  readonly confidence: Confidence;
  /** Why some checks did not run to their end; missing where all did. */
  readonly incomplete?: string;
  /** No check failed, and all ran to their end. */
  readonly passed: boolean;
  readonly checks: readonly CheckResult[];
  /** Requests of all checks. */
  readonly requests: number;
}

/** What the sample sizes were chosen for. */
export interface Confidence {
  /** Between 0 and 1. */
  readonly level: number;
  /** The chance of a wrong verdict of one check. */
  readonly error: number;
  /** How many pods were ready; missing where that is not known, and 2 was assumed. */
  readonly pods?: number;
  /** Requests of each check of one client. */
  readonly requests: number;
  /** In words. */
  readonly statement: string;
}
