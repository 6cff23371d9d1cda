import { AppsV1Api, NetworkingV1Api } from "@kubernetes/client-node";
import { kubeConfig } from "./cluster";

/** What the StatefulSet and the Ingress `hello` say of themselves. */
export async function readyStatuses(
  namespace: string,
): Promise<{ readyReplicas: number | undefined; ingress: { ip: string | undefined }[] }> {
  const config = kubeConfig();
  const [statefulSet, ingress] = await Promise.all([
    config.makeApiClient(AppsV1Api).readNamespacedStatefulSet({ name: "hello", namespace }),
    config.makeApiClient(NetworkingV1Api).readNamespacedIngress({ name: "hello", namespace }),
  ]);
  return {
    readyReplicas: statefulSet.status?.readyReplicas,
    ingress: ingress.status?.loadBalancer?.ingress?.map(({ ip }) => ({ ip })) ?? [],
  };
}
