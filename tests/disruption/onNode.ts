import { CoreV1Api } from "@kubernetes/client-node";
import { runOnNode } from "../../verify/cluster/nodeScript";
import { kubeConfig } from "../e2e/support/cluster";

/** How long a script may take, in milliseconds. */
const timeoutMilliseconds = 120_000;

/** For a script on the node: what finds a container's processes, in `$processes`. */
export function findProcesses(containerId: string): string {
  return `processes=; for file in /proc/[0-9]*/cgroup; do
    if busybox grep -q ${containerId} $file 2>/dev/null; then
      processes="$processes $(busybox basename $(busybox dirname $file))"; fi; done`;
}

/** Runs a shell script as root on the node, where it may also enter a pod's network and change it. */
export function onNode(script: string, node: string): Promise<void> {
  return runOnNode(kubeConfig().makeApiClient(CoreV1Api), {
    ...{ node, script, timeoutMilliseconds },
    capabilities: ["NET_ADMIN", "SYS_ADMIN", "SYS_PTRACE"],
  });
}
