import * as pulumi from "@pulumi/pulumi";
import type * as k8s from "@pulumi/kubernetes";
import { isAsked } from "../cluster/clusterChecked";
import { defaultCluster } from "../cluster/defaultCluster";
import type { Plan } from "../resolve/plan";
import type { ArgsSource } from "../resolve/report";
import { selectorLabels } from "../workload/labels";
import type { RolloutCluster } from "./rolloutCluster";
import { usualPatience, watchRollout } from "./watchRollout";

/** Who waits for the pods: the program, where it can ask the cluster, else the provider. */
export interface Rollout {
  /** Tells the provider not to wait for the pods to start. @default - it waits */
  readonly annotations: Record<string, pulumi.Input<string>>;
  /** Passes a value on once the pods of the StatefulSet serve; in a preview at once. */
  readonly after: <T>(
    statefulSet: k8s.apps.v1.StatefulSet,
    value: pulumi.Output<T>,
  ) => pulumi.Output<T>;
}

/**
 * Waits for the pods in the provider's place, which waits ten minutes for a pod that can never start and then does not
 * say which setting would help. A program that fails does not end the provider's wait (pulumi/pulumi,
 * deployment_executor.go), so that only one of the two can wait.
 */
export function planRollout(
  plan: Plan,
  {
    opts,
    source,
    watchPods,
  }: { opts: pulumi.ComponentResourceOptions; source: ArgsSource; watchPods: boolean },
): Rollout {
  if (!watchPods || !isAsked(opts)) {
    return { annotations: {}, after: (_, value) => value };
  }
  const cluster = reachable(plan);
  return {
    annotations: {
      // What is there at once. Not skipAwait, with which the provider would not wait for the end of the pods either
      // (pulumi-kubernetes, DeletedCondition). Without a value it waits as ever.
      "pulumi.com/waitFor": pulumi.output(
        cluster.then(
          (found) => (found === undefined ? undefined : "jsonpath={.metadata.uid}") as string,
        ),
      ),
    },
    after: (statefulSet, value) =>
      pulumi.all([value, statefulSet.metadata]).apply(async ([result, { name, namespace }]) => {
        const found = pulumi.runtime.isDryRun() ? undefined : await cluster;
        if (found !== undefined) {
          const isNamed = (namespace as string | undefined) !== undefined && namespace !== "";
          await watchRollout({
            ...{ cluster: found, source, name },
            namespace: isNamed ? namespace : found.namespace,
            // Until a pod is gone there is no successor that could become ready.
            patience: usualPatience + plan.drain.terminationGracePeriodSeconds * 1000,
            progress: (message) => {
              void pulumi.log.info(message, statefulSet, undefined, true);
            },
          });
        }
        return result;
      }) as typeof value,
  };
}

/** The cluster, if it lets the program read pods. */
async function reachable(plan: Plan): Promise<RolloutCluster | undefined> {
  try {
    const cluster = await defaultCluster();
    const namespace = typeof plan.namespace === "string" ? plan.namespace : cluster.namespace;
    const selector = Object.entries(selectorLabels(plan)).map(([key, value]) => `${key}=${value}`);
    await cluster.pods(namespace, selector.join(","), 1);
    return cluster;
  } catch {
    return undefined;
  }
}
