import * as pulumi from "@pulumi/pulumi";
import type { RolloutCluster } from "../rollout/rolloutCluster";
import type { Cluster } from "./cluster";
import type { ClusterSettings } from "./kubeConfig";
import { liveCluster } from "./liveCluster";
import type { ObjectCluster } from "./objectCluster";

/** All that a program asks of a cluster. */
export type AskedCluster = Cluster & RolloutCluster & ObjectCluster;

/** The clusters that a run of a program has asked, by the settings that name them; a run has a monitor of its own. */
const clustersOf = new WeakMap<object, Map<string, Promise<AskedCluster>>>();

/**
 * The cluster that the default provider's configuration names. Its kubeconfig is read once in a run of the program, and
 * what every application asks is asked once: a program can have a thousand.
 *
 * @throws Error if the kubeconfig cannot be read or has no such context; none quotes a credential
 */
export async function defaultCluster(): Promise<AskedCluster> {
  const run = pulumi.runtime.getMonitor() ?? clustersOf;
  const clusters = clustersOf.get(run) ?? new Map<string, Promise<AskedCluster>>();
  clustersOf.set(run, clusters);
  const settings = defaultClusterSettings();
  const key = JSON.stringify([settings, process.env.KUBECONFIG]);
  const known = clusters.get(key) ?? liveCluster(settings).then(askedOnce);
  clusters.set(key, known);
  return known;
}

/** The cluster, with one request for what does not depend on the application. */
function askedOnce<Asked extends Cluster>(cluster: Asked): Asked {
  return {
    ...cluster,
    ingressClasses: once(() => cluster.ingressClasses()),
    kinds: once((apiVersion: string) => cluster.kinds(apiVersion)),
    hasField: once((apiVersion: string, kind: string, field: string) =>
      cluster.hasField(apiVersion, kind, field),
    ),
  };
}

function once<Args extends string[], Answer>(
  ask: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const answer = answers.get(key) ?? ask(...args);
    answers.set(key, answer);
    return answer;
  };
}

/** The cluster that the default provider's configuration names. */
function defaultClusterSettings(): ClusterSettings {
  const config = new pulumi.Config("kubernetes");
  return {
    kubeconfig: config.get("kubeconfig"),
    context: config.get("context"),
    cluster: config.get("cluster"),
    namespace: config.get("namespace"),
  };
}
