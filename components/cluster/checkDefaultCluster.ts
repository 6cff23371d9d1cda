import * as pulumi from "@pulumi/pulumi";
import type { StickyAppOptions } from "../args/stickyAppOptions";
import type { Plan } from "../resolve/plan";
import { type ArgsSource, reportProblems } from "../resolve/report";
import { withoutStack } from "../withoutStack";
import { checkCluster, type Findings } from "./checkCluster";
import { liveCluster } from "./liveCluster";

/**
 * Whether a program asks for the check. Unit tests with mocks make nothing on a cluster, and so ask only where
 * they say so; a provider of the program's own cannot be asked where its cluster is.
 */
export function asksDefaultCluster({
  checkCluster,
  provider,
  providers,
}: StickyAppOptions): boolean {
  const isMocked = pulumi.runtime.getMonitor()?.constructor.name === "MockMonitor";
  return (checkCluster ?? !isMocked) && provider === undefined && providers === undefined;
}

/**
 * Checks a plan against the cluster of the default Kubernetes provider, where it can be asked: whether it has the
 * controller.
 *
 * @returns what children can depend on: nothing, once the check is done
 * @throws pulumi.RunError with everything that is wrong, and the commands that fix it
 */
export async function checkDefaultCluster(
  plan: Plan,
  source: ArgsSource,
  resource: pulumi.Resource,
): Promise<pulumi.Resource[]> {
  const provider = new pulumi.Config("kubernetes");
  // Manifests that are written to a folder are for a cluster that is not known yet.
  if (provider.get("renderYamlToDirectory") !== undefined) {
    return [];
  }
  const { problems, notes, unchecked } = await findingsOf(plan, provider);
  if (problems.length > 0) {
    throw withoutStack(new pulumi.RunError(reportProblems(problems, source)));
  }
  for (const reason of unchecked) {
    const text = `Whether the cluster has the controller was not checked: ${reason}.`;
    await pulumi.log.info(text, resource);
  }
  for (const note of notes) {
    await pulumi.log.warn(note, resource);
  }
  return [];
}

async function findingsOf(plan: Plan, provider: pulumi.Config): Promise<Findings> {
  try {
    const cluster = await liveCluster({
      kubeconfig: provider.get("kubeconfig"),
      context: provider.get("context"),
      cluster: provider.get("cluster"),
    });
    return await checkCluster(plan, cluster);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [], notes: [], unchecked: [reason] };
  }
}
