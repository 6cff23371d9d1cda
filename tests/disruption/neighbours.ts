import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import {
  createRestrictedNamespace,
  deleteNamespace,
  kubectl,
  untilNamespacesAreGone,
} from "../e2e/support/cluster";
import { processesEach, settleMilliseconds } from "./slowness";

const namespace = "busy-neighbours";

/**
 * Has the node's processors wanted ten times over by pods beside the application's, which have asked for half of them: as
 * busy as a scheduler may make a node. The control plane and the controller are no pods here, and keep their share, as
 * they do on nodes of their own. Resolves to what ends that.
 */
export async function busyNeighbours(): Promise<() => Promise<void>> {
  const processors = availableParallelism();
  const loops = processesEach * processors;
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "neighbour", namespace },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: "loops",
          image: "docker.io/library/busybox:1.37.0",
          command: [
            ...["/bin/sh", "-c"],
            `i=0; while [ $((i+=1)) -lt ${loops} ]; do while :; do :; done & done; while :; do :; done`,
          ],
          resources: { requests: { cpu: String(processors / 2) } },
          securityContext: {
            ...{ runAsNonRoot: true, runAsUser: 65_534, allowPrivilegeEscalation: false },
            capabilities: { drop: ["ALL"] },
            seccompProfile: { type: "RuntimeDefault" },
          },
        },
      ],
    },
  };
  const end = async (): Promise<void> => {
    await deleteNamespace(namespace);
    await untilNamespacesAreGone();
  };
  await createRestrictedNamespace(namespace);
  try {
    await kubectl(["create", "--filename=-"], JSON.stringify(pod));
    const ready = ["--for=condition=Ready", "--timeout=60s", "pod/neighbour"];
    await kubectl(["wait", `--namespace=${namespace}`, ...ready]);
  } catch (error) {
    await end();
    throw error;
  }
  await sleep(settleMilliseconds);
  return end;
}
