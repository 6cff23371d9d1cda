import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type { Problem } from "../affinity/problem";
import type { ExistingService } from "../existing/existingService";
import type { ExposurePlan } from "../resolve/plan";
import { withoutStack } from "../withoutStack";
import { checkCluster, type Findings } from "./checkCluster";
import type { Cluster } from "./cluster";
import { defaultCluster } from "./defaultCluster";

/** How the cluster is asked, and how its answer is told. */
export interface ClusterCheck {
  /** The options of the component, which may have a provider. @default - none, so the default provider's cluster */
  readonly opts?: pulumi.ComponentResourceOptions;
  /** The message with everything that is wrong. */
  readonly report: (problems: readonly Problem[]) => string;
  /** Whether it is asked at all. @default true */
  readonly enabled?: boolean;
  /** The cluster to ask. @default - the one that the default provider's configuration names */
  readonly cluster?: () => Promise<Cluster>;
}

/**
 * Resolves when the cluster has the controller that the plan is for, or cannot be asked, of which a line in the
 * log tells why. Not asked are the mocks of a unit test, unless their configuration names a kubeconfig, and a
 * cluster that manifests are written for (`renderYamlToDirectory`), since it is not known yet.
 *
 * @returns the Service of an application that is there already; `undefined` where it was not read
 * @throws pulumi.RunError with everything that is wrong, and the commands that fix it
 */
export async function clusterChecked(
  plan: ExposurePlan,
  { report, ...check }: ClusterCheck,
): Promise<ExistingService | undefined> {
  const config = new pulumi.Config("kubernetes");
  const untold = whyNotAsked(config, check);
  const found = untold === undefined ? await ask(plan, check) : unasked(untold);
  const problems = [...found.problems, ...unread(plan, found)];
  if (problems.length > 0) {
    throw withoutStack(new pulumi.RunError(report(problems)));
  }
  for (const reason of untold === undefined ? found.unchecked : []) {
    await pulumi.log.info(
      `${plan.name}: whether the cluster has the controller was not checked: ${reason}.`,
    );
  }
  for (const note of found.notes) {
    await pulumi.log.warn(`${plan.name}: ${note}`);
  }
  return found.existing;
}

/** What the author of the program knows already, so that no line of the log tells it. */
function whyNotAsked(
  config: pulumi.Config,
  { cluster, enabled = true }: Omit<ClusterCheck, "report">,
): string | undefined {
  if (!enabled) {
    return "checkCluster is false";
  }
  if (config.get("renderYamlToDirectory") !== undefined) {
    return "manifests are written to a folder, for a cluster that is not known yet";
  }
  const explicit = cluster !== undefined || config.get("kubeconfig") !== undefined;
  return pulumi.runtime.getMonitor() instanceof MockMonitor && !explicit
    ? "the mocks of a test have no cluster"
    : undefined;
}

/** Whether the program asks the cluster that the component deploys to. */
export function isAsked(opts: pulumi.ComponentResourceOptions): boolean {
  return (
    whyNotAsked(new pulumi.Config("kubernetes"), {}) === undefined &&
    kubernetesProviderOf(opts) === undefined
  );
}

async function ask(
  plan: ExposurePlan,
  { cluster, opts }: Omit<ClusterCheck, "report">,
): Promise<Findings> {
  return cluster === undefined && kubernetesProviderOf(opts) !== undefined
    ? unasked(
        "the application has a Kubernetes provider of its own, whose kubeconfig is not known here",
      )
    : await findingsOf(plan, cluster ?? defaultCluster);
}

/** A Service without which nothing can be made, and that could not be read. */
function unread({ existing }: ExposurePlan, found: Findings): Problem[] {
  if (
    existing === undefined ||
    !("service" in existing) ||
    !existing.service.needed ||
    found.existing !== undefined ||
    found.problems.some(({ setting }) => setting.startsWith("service"))
  ) {
    return [];
  }
  return [
    {
      setting: "service.name",
      got: existing.service.name,
      reason: `the Service has to be read before anything is made, and cannot be: ${found.unchecked.join("; ")}`,
      allowed: "a Service of a cluster that can be asked; or {selector} and {port} in its place",
      fix: "kubectl get services --all-namespaces --output wide   # SELECTOR has the labels",
    },
  ];
}

async function findingsOf(plan: ExposurePlan, cluster: () => Promise<Cluster>): Promise<Findings> {
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
