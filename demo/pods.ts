import type { CoreV1Api, KubeConfig, V1Pod } from "@kubernetes/client-node";
import type { Workload } from "./pulumi/deployment";

/** One pod of the application. */
export interface Pod {
  readonly name: string;
  /** Tells the pod from a later one of the same name. */
  readonly uid: string;
  /** The pod's own IP address, once it has one. */
  readonly address?: string;
  readonly ready: boolean;
}

/** The application's pods on the cluster. */
export interface Pods {
  list(): Promise<Pod[]>;
  /** Deletes just this pod, not a later one of the same name, with the pod's own grace period. */
  delete(pod: Pod): Promise<void>;
}

/** The pods of `workload` on the cluster that `kubeConfig`'s current context names. */
export async function podsOf(workload: Workload, kubeConfig: KubeConfig): Promise<Pods> {
  const { CoreV1Api } = await import("@kubernetes/client-node");
  return new KubernetesPods(workload, kubeConfig.makeApiClient(CoreV1Api));
}

class KubernetesPods implements Pods {
  constructor(
    private readonly workload: Workload,
    private readonly api: CoreV1Api,
  ) {}

  async list(): Promise<Pod[]> {
    const { items } = await this.api.listNamespacedPod({
      namespace: this.workload.namespace,
      labelSelector: Object.entries(this.workload.selector)
        .map(([name, value]) => `${name}=${value}`)
        .join(","),
    });
    return items.map(toPod);
  }

  async delete(pod: Pod): Promise<void> {
    const { V1DeleteOptions, V1Preconditions } = await import("@kubernetes/client-node");
    const body = new V1DeleteOptions();
    body.preconditions = new V1Preconditions();
    body.preconditions.uid = pod.uid;
    await this.api.deleteNamespacedPod({
      name: pod.name,
      namespace: this.workload.namespace,
      body,
    });
  }
}

function toPod({ metadata, status }: V1Pod): Pod {
  const ready = status?.conditions?.some(
    ({ type, status }) => type === "Ready" && status === "True",
  );
  return {
    name: metadata?.name ?? "",
    uid: metadata?.uid ?? "",
    ...(status?.podIP !== undefined && { address: status.podIP }),
    // A pod that is being deleted may still be ready for a while; it does not count.
    ready: ready === true && metadata?.deletionTimestamp === undefined,
  };
}
