import type { Dialect } from "../affinity/dialect";
import type { Platform } from "../affinity/platform";
import { leastDrainSeconds } from "../affinity/drainTime";
import { argsSettings } from "../args/settings.generated";
import { linesFor } from "./lines";
import type { ExistingWorkload } from "./workload";

/** What is known beside the workload itself. */
export interface Surroundings {
  readonly dialect: Dialect;
  readonly platform: Platform;
  /** Whether the controller keeps clients on a terminating pod, so that it has to be told. */
  readonly followsCookies: boolean;
  /** Whether a disruption budget is there for its pods. */
  readonly hasBudget: boolean;
}

/** What a workload lacks to lose nothing when a pod goes, each with what adds it. */
export interface Lacks {
  readonly readiness: boolean;
  /** How long the application has to serve on, in seconds; `undefined` where it does so long enough. */
  readonly sleepSeconds?: number;
  /** Whether nothing makes the pod not ready while the application serves on. */
  readonly gate: boolean;
  /** Whether nothing in the pod can move its clients before it is gone. */
  readonly hopeless: boolean;
  /** The grace period that it needs, in seconds; `undefined` where it has it. */
  readonly graceSeconds?: number;
  readonly replicas: boolean;
  readonly budget: boolean;
}

/** Compares a workload with what `StickyApp` would make. */
export function compare(
  { container, others, replicas, terminationGracePeriodSeconds: grace }: ExistingWorkload,
  { dialect, followsCookies, hasBudget }: Surroundings,
): Lacks {
  const { keepsUnreadyPods = false } = dialect;
  const least = leastDrainSeconds(dialect);
  const tooShort = container.sleepSeconds < least;
  const seconds = tooShort ? Math.max(least, defaultOf("drain.seconds")) : container.sleepSeconds;
  // A container that ends at once, and whose probe then makes the pod not ready.
  const hasGate = others.some(
    ({ readinessProbe, sleepSeconds }) => readinessProbe !== undefined && sleepSeconds === 0,
  );
  const needed = seconds + defaultOf("drain.shutdownSeconds");
  return {
    readiness: container.readinessProbe === undefined,
    ...(tooShort && { sleepSeconds: seconds }),
    gate: followsCookies && !hasGate && !keepsUnreadyPods,
    hopeless: followsCookies && keepsUnreadyPods,
    ...((tooShort ? grace < needed : grace <= seconds) && { graceSeconds: needed }),
    replicas: replicas < 2,
    budget: !hasBudget,
  };
}

function defaultOf(property: string): number {
  return Number(argsSettings.find((setting) => setting.property === property)?.default);
}

/** What a workload lacks and the lines that add it, as a text; `undefined` if it lacks nothing. */
export async function lacksOf(
  workload: ExistingWorkload,
  surroundings: Surroundings,
): Promise<string | undefined> {
  const lacks = compare(workload, surroundings);
  const sentences = sentencesOf(lacks, workload, surroundings);
  if (sentences.length === 0) {
    return undefined;
  }
  const { kind, namespace, name } = workload;
  const { patch, beside } = await linesFor(lacks, workload, surroundings.platform);
  return [
    `The ${kind} ${namespace}/${name} is not changed, and lacks:`,
    ...sentences.map((sentence) => `- ${sentence}`),
    ...(patch === undefined
      ? []
      : [`Add to it, in its manifest or by the values of its Helm chart:`, patch]),
    ...(beside === undefined ? [] : ["Add beside it:", beside]),
  ].join("\n");
}

function sentencesOf(
  { readiness, sleepSeconds, gate, hopeless, graceSeconds, replicas, budget }: Lacks,
  { container, terminationGracePeriodSeconds: grace }: ExistingWorkload,
  { dialect }: Surroundings,
): string[] {
  return [
    ...(readiness
      ? [
          "a readiness probe: a pod gets clients before it can serve them, and keeps them when it hangs",
        ]
      : []),
    ...(sleepSeconds === undefined
      ? []
      : [
          `a drain: ${container.sleepSeconds === 0 ? "the application is told to end at once" : `the application serves on for ${container.sleepSeconds} s`}, and ${dialect.title} may take ${leastDrainSeconds(dialect)} s to leave a pod that is about to end`,
        ]),
    ...(hopeless
      ? [
          `a way to move its clients: ${dialect.title} keeps them on a pod that ends, ready or not, until it is gone (without drain support it leaves such a pod at once)`,
        ]
      : []),
    ...(gate
      ? [
          `a drain gate, unless the application itself turns not ready when it is told to end, and serves on: ${dialect.title} keeps clients on a pod that ends for as long as it is ready`,
        ]
      : []),
    ...(graceSeconds === undefined
      ? []
      : [
          `time to end: it is killed after ${grace} s, and needs ${graceSeconds} s to serve on and to finish`,
        ]),
    ...(replicas
      ? ["a second pod: when the only one goes, there is no other for its clients"]
      : []),
    ...(budget ? ["a disruption budget: the drain of a node may end all of its pods at once"] : []),
  ];
}
