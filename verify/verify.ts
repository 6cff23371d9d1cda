import { checksOf } from "./disrupt/checksOf";
import type { Disruption } from "./disrupt/disruptions";
import { readingChecks } from "./checks/checks";
import type { Check, CheckSettings } from "./checks/check";
import { lateVisit } from "./checks/lateVisit";
import { longVisit } from "./checks/longVisit";
import { otherHosts } from "./checks/otherHosts";
import { type CheckResult, notRun, runCheck } from "./checks/runCheck";
import { PodDirectory } from "./cluster/podDirectory";
import type { ResolveRule } from "./http/connectOptions";
import { Site } from "./http/site";
import type { StatusRange } from "./http/status";
import { safeText } from "../cli/terminal/safeText";
import { noProgress, type Progress, type StepOutcome } from "../cli/terminal/progress";
import type { Confidence, Report } from "./report/report";
import { Samples } from "./samples";
import { settle } from "./settle";
import { TimeLimit } from "./timeLimit";
import { type Survey, takeSurvey } from "./survey";
import { defaultConfidence } from "./statistics";
import type { Target } from "./subject/target";

const stepOutcomes: Readonly<Record<CheckResult["result"], StepOutcome>> = {
  pass: "done",
  fail: "failed",
  skipped: "skipped",
};

export interface VerifyArgs {
  readonly target: Target;
  readonly settings: CheckSettings;
  /** The stack's name, for the report. */
  readonly stack?: string;
  /** Between 0 and 1. @default 0.999999 */
  readonly confidence?: number;
  /** How many pods there are, where the cluster cannot be asked. */
  readonly replicas?: number;
  /** How long the controller may take to serve every pod, in seconds. @default 10 */
  readonly waitSeconds?: number;
  /** How long one request may take before it counts as lost, in seconds. @default 30 */
  readonly timeoutSeconds?: number;
  /** How long everything may take; what was found so far is reported then. @default - no limit */
  readonly maxSeconds?: number;
  /** Requests per second of the checks that only read. @default - as fast as answers come */
  readonly perSecond?: number;
  /** What counts as an answer beside the statuses 200 to 299. @default [] */
  readonly acceptStatus?: readonly StatusRange[];
  /** @default [] */
  readonly resolve?: readonly ResolveRule[];
  /** What is done to the application. @default [] */
  readonly disruptions?: readonly Disruption[];
  /** @default - none */
  readonly progress?: Progress;
  readonly signal: AbortSignal;
}

/**
 * Runs all checks against the target. It changes nothing, unless disruptions are asked for; what
 * those changed is put back, also when the signal ends it early.
 *
 * @throws the signal's reason when aborted
 * @throws VerifyError when the time is over before the first check
 */
export async function verify(args: VerifyArgs): Promise<Report> {
  const { target, settings, resolve = [], progress = noProgress } = args;
  const limit = new TimeLimit(args.maxSeconds, args.signal);
  const { signal } = limit;
  const start = performance.now();
  const startedAt = new Date().toISOString();
  const samples = new Samples(args.confidence ?? defaultConfidence);
  const directory = new PodDirectory(target.cluster?.pods);
  const site = new Site({
    url: target.url,
    identity: settings.identity,
    headers: settings.headers,
    resolve,
    insecure: settings.insecure,
    ...(args.timeoutSeconds !== undefined && { timeoutSeconds: args.timeoutSeconds }),
    ...(args.perSecond !== undefined && { perSecond: args.perSecond }),
    ...(args.acceptStatus && { acceptStatus: args.acceptStatus }),
    signal,
  });
  try {
    const survey = await progress.step(`Looking at ${target.url.href}`, async () => {
      await settle(site, directory, args.waitSeconds ?? 10, signal);
      return takeSurvey({
        ...{ target, site, directory, resolve, samples },
        ...(args.replicas !== undefined && { replicas: args.replicas }),
      });
    });
    const results: CheckResult[] = [];
    const checks = [
      ...readingChecks,
      ...(target.otherUrls === undefined ? [] : [otherHosts]),
      ...checksOf(args.disruptions ?? []),
    ];
    for (const check of checks) {
      const run = (): Promise<CheckResult> =>
        limit.cut(
          () => runCheck(check, { target, survey, samples, directory, settings, site, signal }),
          () => notRun(check, directory),
        );
      results.push(
        await progress.step(`Check: ${check.title}`, run, ({ result }) => stepOutcomes[result]),
      );
    }
    const incomplete = limit.describe();
    return {
      version: 1,
      url: target.url.href,
      ...(args.stack !== undefined && { stack: args.stack }),
      ...(target.cluster && {
        context: target.cluster.kubeConfig.getCurrentContext(),
        service: target.cluster.service,
      }),
      startedAt,
      seconds: Math.round(performance.now() - start) / 1000,
      expected: expected(target, survey),
      confidence: confidenceOf(samples, survey, results),
      ...(incomplete !== undefined && { incomplete }),
      passed: incomplete === undefined && results.every(({ result }) => result !== "fail"),
      checks: results,
      requests: results.reduce((sum, { timeline }) => sum + timeline.requests, 0),
    };
  } catch (error) {
    throw limit.explain(error);
  } finally {
    limit.end();
    await site.close();
  }
}

function expected({ expectation }: Target, { cookieName }: Survey): Report["expected"] {
  const { dialect, promises } = expectation;
  return {
    ...(dialect && { controller: dialect.id }),
    ...(promises && {
      affinity: promises.affinity,
      keepsTerminatingPods: promises.keepsTerminatingPods,
    }),
    ...(cookieName !== undefined && { cookieName: safeText(cookieName) }),
  };
}

function confidenceOf(
  samples: Samples,
  { ready }: Survey,
  results: readonly CheckResult[],
): Confidence {
  const pods = ready === undefined || ready < 2 ? undefined : ready;
  const requests = samples.requests(pods);
  const among = pods === undefined ? "2 pods (the worst case)" : `${pods} pods`;
  return {
    level: samples.confidence,
    error: samples.error,
    ...(ready !== undefined && { pods: ready }),
    requests,
    statement: `Each check of one client takes ${requests} requests: without stickiness among ${among} all are answered by one pod with a chance of ${samples.chance(pods)}. ${reachOf(results)}`,
  };
}

/** What the requests that were made can exclude of what depends on time or on their number, and what not. */
function reachOf(results: readonly CheckResult[]): string {
  const figure = (check: Check, name: string): number | string | undefined =>
    results.find(({ id }) => id === check.id)?.figures?.[name];
  const pause = figure(lateVisit, "pauseSeconds");
  const most = figure(longVisit, "requests");
  const tried = [
    ...(most === undefined ? [] : [`up to ${most} requests of one client`]),
    ...(pause === undefined ? [] : [`a pause of ${pause} s`]),
  ];
  return tried.length === 0
    ? "Nothing is known of longer visits and of clients who come back later."
    : `Tried were ${tried.join(" and ")}: what happens to a client after more is not known (--hold SECONDS).`;
}
