import { reachCluster } from "../../verify/cluster/kubeConfig";
import type { Cluster } from "./cluster";

/**
 * The cluster of a context in the user's own kubeconfig.
 *
 * @throws VerifyError when there is no such context, or its cluster does not answer
 */
export async function ownCluster(context: string): Promise<Cluster> {
  const kubeConfig = await reachCluster(context);
  return { description: `context ${context}`, isLab: false, environment: {}, context, kubeConfig };
}
