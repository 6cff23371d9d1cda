import { AppsV1Api } from "@kubernetes/client-node";
import { kubeConfig } from "./cluster";
import { platform } from "./platform";

/** What the StatefulSet `hello`, and what it is exposed by, say of themselves. */
export async function readyStatuses(
  namespace: string,
): Promise<{ readyReplicas: number | undefined; addresses: unknown }> {
  const [statefulSet, addresses] = await Promise.all([
    kubeConfig().makeApiClient(AppsV1Api).readNamespacedStatefulSet({ name: "hello", namespace }),
    platform.addresses(namespace),
  ]);
  return { readyReplicas: statefulSet.status?.readyReplicas, addresses };
}
