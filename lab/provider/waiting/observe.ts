import type { Cluster } from "../api/cluster";
import type { KubernetesObject } from "../objects/kubernetesObject";
import { nameOf } from "../objects/kubernetesObject";
import type { ReadinessRule } from "./readiness";
import { WaitError } from "./wait";

/**
 * Looks once whether an object is ready, without waiting.
 * @throws WaitError if it is not.
 */
export async function throwIfNotReady(
  cluster: Cluster,
  object: KubernetesObject,
  rule: ReadinessRule,
): Promise<void> {
  const related = await Promise.all(
    Object.entries(rule.related ?? {}).map(
      async ([name, query]) => [name, (await cluster.list(query)).items] as const,
    ),
  );
  const progress = rule.evaluate({
    object,
    related: Object.fromEntries(related),
    elapsed: Infinity,
    quiet: Infinity,
  });
  if (progress.ready) return;
  throw new WaitError(`'${nameOf(object)}' exists but is not ready`, progress.problems, object);
}
