import * as pulumi from "@pulumi/pulumi";
import { textAt, valueAt } from "../affinity/objects";
import { printable } from "../args/describe";
import { retried } from "../cluster/retried";
import type { ArgsSource } from "../resolve/report";
import { withoutStack } from "../withoutStack";
import { type PodFailure, podFailure } from "./podFailure";
import type { RolloutCluster } from "./rolloutCluster";
import { rolloutState } from "./rolloutState";

/** How a rollout is watched. */
export interface RolloutWatch {
  readonly cluster: RolloutCluster;
  readonly source: ArgsSource;
  readonly namespace: string;
  readonly name: string;
  /** Tells how far it is. */
  readonly progress: (message: string) => void;
  /** How often the cluster is asked, in milliseconds. @default 2000 */
  readonly interval?: number;
  /** How long there may be no progress, in milliseconds. @default {@link usualPatience} */
  readonly patience?: number;
}

/** How long there may be no progress beside the time that a pod takes to end, in milliseconds: as the provider waits. */
export const usualPatience = 600_000;

/**
 * Waits until every pod of the StatefulSet is there, ready and of the newest revision.
 *
 * @throws Error with the reason and the setting that fixes it, as soon as it is certain that a pod cannot start; after a
 *   time without progress with all that is known
 */
export async function watchRollout({
  interval = 2000,
  patience = usualPatience,
  ...watch
}: RolloutWatch): Promise<void> {
  const { cluster, namespace, name, progress } = watch;
  const answered = <T>(ask: () => Promise<T>) => retried(ask, { pauseMilliseconds: interval / 2 });
  let best = -1;
  let told = "";
  let since = Date.now();
  for (;;) {
    const statefulSet = await answered(() => cluster.statefulSet(namespace, name));
    const state = rolloutState(statefulSet);
    if (state.done) {
      return;
    }
    const message = `${state.ready} of ${state.wanted} pods are ready`;
    if (message !== told) {
      told = message;
      progress(message);
    }
    if (state.ready > best) {
      best = state.ready;
      since = Date.now();
    }
    const failed = await answered(() => failureIn(watch, statefulSet, state.revision));
    if (failed !== undefined) {
      throw withoutStack(new pulumi.RunError(messageOf(failed, watch.source)));
    }
    if (Date.now() - since > patience) {
      throw withoutStack(new pulumi.RunError(tooLate(watch, state)));
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

async function failureIn(
  { cluster, namespace, name }: RolloutWatch,
  statefulSet: unknown,
  revision: string | undefined,
): Promise<(PodFailure & { readonly where: string }) | undefined> {
  if (revision === undefined) {
    return undefined;
  }
  const selector = Object.entries(valueAt(statefulSet, "spec", "selector", "matchLabels") ?? {})
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(",");
  for (const pod of await cluster.pods(namespace, selector)) {
    const labels = valueAt(pod, "metadata", "labels");
    const isOld = textAt(labels, "controller-revision-hash") !== revision;
    if (isOld || valueAt(pod, "metadata", "deletionTimestamp") !== undefined) {
      continue;
    }
    const podName = textAt(pod, "metadata", "name") ?? "";
    const failure = await podFailure({
      pod,
      events: () => cluster.events(namespace, "Pod", podName).catch(() => []),
      // Who may not read logs is told the rest.
      lastLog: (container) => cluster.lastLog(namespace, podName, container).catch(() => ""),
      now: Date.now(),
    });
    if (failure !== undefined) {
      return { ...failure, where: `The pod ${podName} cannot start` };
    }
  }
  if (rolloutState(statefulSet).ready > 0) {
    return undefined;
  }
  const refused = (await cluster.events(namespace, "StatefulSet", name).catch(() => []))
    .filter((event) => textAt(event, "reason") === "FailedCreate")
    .map((event) => textAt(event, "message") ?? "")
    .find((message) => /forbidden|violates|denied/i.test(message));
  return refused === undefined
    ? undefined
    : {
        where: `The pods of ${name} cannot be made`,
        reason: "the cluster refuses them",
        seen: refused,
        advice: "what its policy or quota asks for",
      };
}

function messageOf(
  { where, reason, seen, setting, advice, example, fix }: PodFailure & { where: string },
  source: ArgsSource,
): string {
  const { nameOf, prefix = "", commandFor } = source;
  const placeholder = `<${setting?.split(".").at(-1) ?? ""}>`;
  const command =
    setting === undefined || fix !== undefined
      ? fix
      : commandFor({ setting, allowed: advice, example: example ?? placeholder });
  return [
    `${where}: ${reason}.`,
    `  seen:     ${shortened(seen)}`,
    `  set:      ${setting === undefined ? "" : `${prefix}${nameOf(setting)}: `}${advice}`,
    ...(command === undefined ? [] : [`  fix:      ${command}`]),
  ]
    .map(printable)
    .join("\n");
}

function tooLate(
  { namespace, name }: RolloutWatch,
  { ready, wanted }: { ready: number; wanted: number },
): string {
  return (
    `${ready} of ${wanted} pods of ${name} are ready, and no further one has become so for a long time. Look at:\n` +
    `  kubectl describe pods --namespace ${namespace} --selector app.kubernetes.io/name=${name}\n` +
    `  kubectl logs --namespace ${namespace} statefulset/${name}`
  );
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}
