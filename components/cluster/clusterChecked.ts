import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type { Problem } from "../affinity/problem";
import type { Plan } from "../resolve/plan";
import { withoutStack } from "../withoutStack";
import { checkCluster, type Findings } from "./checkCluster";
import type { Cluster } from "./cluster";
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
  const config = new pulumi.Config("kubernetes");
  const explicit = cluster !== undefined || config.get("kubeconfig") !== undefined;
  const mocked = pulumi.runtime.getMonitor() instanceof MockMonitor;
  if ((mocked && !explicit) || config.get("renderYamlToDirectory") !== undefined) {
    return;
  }
  const found =
    cluster === undefined && kubernetesProviderOf(opts) !== undefined
      ? unasked(
          "the application has a Kubernetes provider of its own, whose kubeconfig is not known here",
        )
      : await findingsOf(plan, cluster ?? (() => defaultCluster(config)));
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

function defaultCluster(config: pulumi.Config): Promise<Cluster> {
  return liveCluster({
    kubeconfig: config.get("kubeconfig"),
    context: config.get("context"),
    cluster: config.get("cluster"),
  });
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

/** The provider, made by the program, of the component's objects; Pulumi does not give its inputs back. */
export function kubernetesProviderOf({
  provider,
  providers = [],
  parent,
}: pulumi.ComponentResourceOptions = {}): pulumi.ProviderResource | undefined {
  const own = [provider, ...Object.values(providers)];
  return (
    own.find((candidate) => k8s.Provider.isInstance(candidate)) ??
    parent?.getProvider("kubernetes:core/v1:Service")
  );
}
