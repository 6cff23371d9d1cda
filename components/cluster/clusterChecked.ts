import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type { Problem } from "../affinity/problem";
import type { Plan } from "../resolve/plan";
import { withoutStack } from "../withoutStack";
import { checkCluster, type Findings } from "./checkCluster";
import type { Cluster } from "./cluster";
import type { ClusterSettings } from "./kubeConfig";
import { liveCluster } from "./liveCluster";

/** How the cluster is asked, and how its answer is told. */
export interface ClusterCheck {
  /** The options of the component, which may have a provider. @default - none, so the default provider's cluster */
  readonly opts?: pulumi.ComponentResourceOptions;
  /** The message with everything that is wrong. */
  readonly report: (problems: readonly Problem[]) => string;
  /** The cluster to ask. @default - the one that the default provider's configuration names */
  readonly cluster?: () => Promise<Cluster>;
}

/**
 * Resolves when the cluster has the controller that the plan is for, or cannot be asked, of which a line in the
 * log tells why. Not asked are the mocks of a unit test, unless their configuration names a kubeconfig, and a
 * cluster that manifests are written for (`renderYamlToDirectory`), since it is not known yet.
 *
 * @throws pulumi.RunError with everything that is wrong, and the commands that fix it
 */
export async function clusterChecked(
  plan: Plan,
  { opts, report, cluster }: ClusterCheck,
): Promise<void> {
  if (!canBeAsked(cluster !== undefined)) {
    return;
  }
  const found =
    cluster === undefined && hasProvider(opts)
      ? unasked(
          "the application has a Kubernetes provider of its own, whose kubeconfig is not known here",
        )
      : await findingsOf(plan, cluster ?? (() => liveCluster(defaultClusterSettings())));
  if (found.problems.length > 0) {
    throw withoutStack(new pulumi.RunError(report(found.problems)));
  }
  for (const reason of found.unchecked) {
    await pulumi.log.info(
      `${plan.name}: whether the cluster has the controller was not checked: ${reason}.`,
    );
  }
  for (const note of found.notes) {
    await pulumi.log.warn(`${plan.name}: ${note}`);
  }
}

/**
 * Whether there is a cluster to ask now: not under the mocks of a unit test, unless their configuration names a
 * kubeconfig, and not where manifests are written.
 */
function canBeAsked(isGiven = false): boolean {
  const config = new pulumi.Config("kubernetes");
  const isExplicit = isGiven || config.get("kubeconfig") !== undefined;
  const isMocked = pulumi.runtime.getMonitor() instanceof MockMonitor;
  return (isExplicit || !isMocked) && config.get("renderYamlToDirectory") === undefined;
}

/** Whether the program asks the cluster that the component deploys to. */
export function isAsked(opts: pulumi.ComponentResourceOptions): boolean {
  return canBeAsked() && !hasProvider(opts);
}

/** The cluster that the default provider's configuration names. */
export function defaultClusterSettings(): ClusterSettings {
  const config = new pulumi.Config("kubernetes");
  return {
    kubeconfig: config.get("kubeconfig"),
    context: config.get("context"),
    cluster: config.get("cluster"),
    namespace: config.get("namespace"),
  };
}

async function findingsOf(plan: Plan, cluster: () => Promise<Cluster>): Promise<Findings> {
  try {
    return await checkCluster(plan, await cluster());
  } catch (error) {
    return unasked(error instanceof Error ? error.message : String(error));
  }
}

function unasked(reason: string): Findings {
  return { problems: [], notes: [], unchecked: [reason] };
}

/** Whether the component's objects are made by a provider that the program made; Pulumi does not give its inputs back. */
function hasProvider({
  provider,
  providers = [],
  parent,
}: pulumi.ComponentResourceOptions = {}): boolean {
  const own = [provider, ...Object.values(providers)];
  return (
    own.some((candidate) => k8s.Provider.isInstance(candidate)) ||
    parent?.getProvider("kubernetes:core/v1:Service") !== undefined
  );
}
