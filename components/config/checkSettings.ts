import * as pulumi from "@pulumi/pulumi";
import { checkCluster, type Findings } from "../cluster/checkCluster";
import { liveCluster } from "../cluster/liveCluster";
import { makePlan, type Plan } from "../resolve/plan";
import type { Settings } from "./readSettings";
import { withoutStack } from "../withoutStack";
import { reportSettings } from "./report";

/**
 * Checks the settings against the cluster, where one can be asked: whether it has the controller. Nothing is
 * made before that is known.
 *
 * @throws pulumi.RunError with everything that is wrong, and the commands that mend it
 */
export async function checkSettings({ name, args, checkCluster: asked }: Settings): Promise<void> {
  const planned = makePlan(name, args);
  const provider = new pulumi.Config("kubernetes");
  // Manifests that are written to a folder are for a cluster that is not known yet.
  if (!asked || "problems" in planned || provider.get("renderYamlToDirectory") !== undefined) {
    return;
  }
  const { problems, notes, unchecked } = await findingsOf(planned.plan, provider);
  if (problems.length > 0) {
    throw withoutStack(new pulumi.RunError(reportSettings(new pulumi.Config(), problems)));
  }
  for (const reason of unchecked) {
    await pulumi.log.info(`Whether the cluster has the controller was not checked: ${reason}.`);
  }
  for (const note of notes) {
    await pulumi.log.warn(note);
  }
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
