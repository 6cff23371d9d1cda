import { checksOf, type Disruption } from "./disrupt/disruptions";
import { readingChecks } from "./checks/checks";
import type { CheckSettings } from "./checks/check";
import { type CheckResult, runCheck } from "./checks/runCheck";
import { PodDirectory } from "./cluster/podDirectory";
import type { ResolveRule } from "./http/connectOptions";
import { Site } from "./http/site";
import { noProgress, type Progress, type StepOutcome } from "../cli/terminal/progress";
import type { Confidence, Report } from "./report/report";
import { Samples } from "./samples";
import { settle } from "./settle";
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
 */
export async function verify(args: VerifyArgs): Promise<Report> {
  const { target, settings, resolve = [], progress = noProgress, signal } = args;
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
    for (const check of [...readingChecks, ...checksOf(args.disruptions ?? [])]) {
      results.push(
        await progress.step(
          `Check: ${check.title}`,
          () => runCheck(check, { target, survey, samples, directory, settings, site, signal }),
          ({ result }) => stepOutcomes[result],
        ),
      );
    }
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
      confidence: confidenceOf(samples, survey),
      passed: results.every(({ result }) => result !== "fail"),
      checks: results,
      requests: results.reduce((sum, { timeline }) => sum + timeline.requests, 0),
    };
  } finally {
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
    ...(cookieName !== undefined && { cookieName }),
  };
}

function confidenceOf(samples: Samples, { ready }: Survey): Confidence {
  const pods = ready === undefined || ready < 2 ? undefined : ready;
  const requests = samples.requests(pods);
  const among = pods === undefined ? "2 pods (the worst case)" : `${pods} pods`;
  return {
    level: samples.confidence,
    error: samples.error,
    ...(ready !== undefined && { pods: ready }),
    requests,
    statement: `Each check of one client takes ${requests} requests: without stickiness among ${among} all are answered by one pod with a chance of ${samples.chance(pods)}.`,
  };
}
