import assert from "node:assert/strict";
import { kubectl } from "../e2e/support/cluster";
import { eventually } from "../e2e/support/eventually";
import { createObjects } from "../e2e/support/plainObjects";

/** How long a script may take, in milliseconds. */
const timeoutMilliseconds = 120_000;

/** The users of the namespace, where the platform is OpenShift: root alone. */
const rootInside = { "openshift.io/sa.scc.uid-range": "0/1" };

/** For a script on the node: what finds a container's processes, in `$processes`. */
export function findProcesses(containerId: string): string {
  return `processes=; for file in /proc/[0-9]*/cgroup; do
    if busybox grep -q ${containerId} $file 2>/dev/null; then
      processes="$processes $(busybox basename $(busybox dirname $file))"; fi; done`;
}

/**
 * Runs a shell script, for which everything is a command of `busybox`, as root on the node, where it sees
 * the processes of all pods; what ends it is the script alone.
 *
 * @param besides the namespace of an application; the script's pod has one of its own
 */
export async function onNode(script: string, besides: string): Promise<void> {
  const namespace = `${besides}-on-node`;
  const metadata = { name: namespace, annotations: rootInside };
  await kubectl(
    ["create", "--filename=-"],
    JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata }),
  );
  try {
    const pod = {
      ...{ apiVersion: "v1", kind: "Pod" },
      metadata: { name: "script", namespace },
      spec: {
        hostPID: true,
        restartPolicy: "Never",
        containers: [
          {
            name: "script",
            image: "docker.io/library/busybox:1.37.0",
            command: ["sh", "-ec", script],
            securityContext: {
              runAsUser: 0,
              // To enter a pod's network and to change it.
              capabilities: { add: ["NET_ADMIN", "SYS_ADMIN", "SYS_PTRACE"] },
            },
          },
        ],
      },
    };
    await createObjects(namespace, [pod]);
    await ended(namespace);
  } finally {
    await kubectl(["delete", "namespace", namespace, "--wait=false"]);
  }
}

/** @throws Error with what the script printed where it failed */
async function ended(namespace: string): Promise<void> {
  const phase = await eventually(async () => {
    const args = ["get", "pod/script", "--namespace", namespace];
    const now = await kubectl([...args, "--output=jsonpath={.status.phase}"]);
    assert.match(now, /^(Succeeded|Failed)$/);
    return now;
  }, timeoutMilliseconds);
  if (phase === "Failed") {
    throw new Error(await kubectl(["logs", "pod/script", "--namespace", namespace]));
  }
}
