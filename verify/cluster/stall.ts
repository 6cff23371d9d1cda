import type { CoreV1Api } from "@kubernetes/client-node";
import { runOnNode } from "./nodeScript";

/** A pod whose processes are to stand still. */
export interface StallArgs {
  readonly namespace: string;
  readonly pod: string;
  /** For how long. */
  readonly seconds: number;
  /** Ends the stall early: the processes go on, and the promise rejects. */
  readonly signal?: AbortSignal;
}

/**
 * Stops the processes of all containers of a pod, as a garbage collection or a busy node does, and lets them
 * go on. It takes a script on the node: the first process of a container ignores SIGSTOP of everybody
 * inside of its process namespace (signal(7), pid_namespaces(7)), so that no exec and no debug container can.
 *
 * @throws ApiException where the user may not do so, Error where it failed
 */
export async function stallPod(
  api: CoreV1Api,
  { namespace, pod, seconds, signal }: StallArgs,
): Promise<void> {
  const { spec, status } = await api.readNamespacedPod({ name: pod, namespace });
  const containers = (status?.containerStatuses ?? []).flatMap(
    ({ containerID }) => containerID?.split("//")[1] ?? [],
  );
  await runOnNode(api, {
    node: spec?.nodeName ?? "",
    script: stallScript(containers, seconds),
    timeoutMilliseconds: seconds * 1000,
    ...(signal && { signal }),
  });
}

/**
 * The script. Whatever ends it, the processes go on.
 *
 * @param containers the IDs of the containers, which are in the names of their control groups
 * @throws Error where an ID is no ID, since it is part of the script
 */
export function stallScript(containers: readonly string[], seconds: number): string {
  if (containers.length === 0 || !containers.every((id) => /^[0-9a-f]{12,}$/i.test(id))) {
    throw new Error("the pod runs no container whose processes could be found");
  }
  return `processes=
trap 'busybox kill -CONT $processes' EXIT
trap 'exit 1' TERM INT
for file in /proc/[0-9]*/cgroup; do
  if busybox grep -qE '${containers.join("|")}' $file 2>/dev/null; then
    processes="$processes $(busybox basename $(busybox dirname $file))"
  fi
done
[ -n "$processes" ]
busybox kill -STOP $processes
busybox sleep ${seconds} & wait $!`;
}
