import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { CoreV1Api } from "@kubernetes/client-node";

/** A shell script for a node of the cluster. */
export interface NodeScript {
  /** The node's name. */
  readonly node: string;
  /** Its commands are `busybox COMMAND`; a failed one ends it. */
  readonly script: string;
  /** How long it may take, in milliseconds; it is ended then. */
  readonly timeoutMilliseconds: number;
  /** Capabilities beside those that a container has anyway. @default [] */
  readonly capabilities?: readonly string[];
  /** Ends it early. */
  readonly signal?: AbortSignal;
}

/** Has a shell and busybox; the drain gate's image, so that most nodes have it. */
const image = "docker.io/library/busybox:1.37.0";

/** Pause between two looks at the script, in milliseconds. */
const pauseMilliseconds = 250;

/** How long the pod may take to start and to end, in milliseconds. */
const startTimeoutMilliseconds = 60_000;

/**
 * Runs a script as root on a node, where it sees the processes of all pods, in a pod and a namespace of its own
 * that are deleted afterwards. It gets SIGTERM where it is ended early, and has 30 s then.
 *
 * @throws ApiException where the user may not do so, Error with the script's output where it failed
 */
export async function runOnNode(api: CoreV1Api, args: NodeScript): Promise<void> {
  const { V1Namespace, V1Pod } = await import("@kubernetes/client-node");
  const namespace = `sticky-verify-${randomBytes(4).toString("hex")}`;
  await api.createNamespace({
    body: Object.assign(new V1Namespace(), namespaceNamed(namespace)),
  });
  try {
    await api.createNamespacedPod({
      namespace,
      body: Object.assign(new V1Pod(), podOf(args)),
    });
    await ended(api, namespace, args);
  } finally {
    await api.deleteNamespace({ name: namespace });
  }
}

const podName = "script";

/** As JSON. */
function namespaceNamed(name: string): object {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: { "pod-security.kubernetes.io/enforce": "privileged" },
      // The users of the namespace on OpenShift: root alone.
      annotations: { "openshift.io/sa.scc.uid-range": "0/1" },
    },
  };
}

/** As JSON. */
function podOf({ node, script, timeoutMilliseconds, capabilities = [] }: NodeScript): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: podName },
    spec: {
      nodeName: node,
      tolerations: [{ operator: "Exists" }],
      hostPID: true,
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      activeDeadlineSeconds: Math.ceil((startTimeoutMilliseconds + timeoutMilliseconds) / 1000),
      containers: [
        {
          name: podName,
          image,
          command: ["sh", "-ec", script],
          securityContext: {
            runAsUser: 0,
            // Without this type SELinux lets no container signal another one's processes.
            seLinuxOptions: { type: "spc_t" },
            capabilities: { add: [...capabilities] },
          },
        },
      ],
    },
  };
}

async function ended(
  api: CoreV1Api,
  namespace: string,
  { timeoutMilliseconds, signal }: NodeScript,
): Promise<void> {
  const deadline = performance.now() + startTimeoutMilliseconds + timeoutMilliseconds;
  for (;;) {
    const { status } = await api.readNamespacedPod({ name: podName, namespace });
    if (status?.phase === "Succeeded") {
      return;
    }
    const waiting = status?.containerStatuses?.[0]?.state?.waiting;
    if (status?.phase === "Failed") {
      throw new Error(
        (await api.readNamespacedPodLog({ name: podName, namespace })) || (status.message ?? ""),
      );
    }
    if (waiting?.reason === "ErrImagePull" || performance.now() > deadline) {
      throw new Error(
        `the script's pod (${image}) does not ${waiting ? `start: ${waiting.reason ?? ""} ${waiting.message ?? ""}` : "end"}`,
      );
    }
    await sleep(pauseMilliseconds, undefined, { signal });
  }
}
