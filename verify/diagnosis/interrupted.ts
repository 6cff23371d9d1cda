import type { Interruption } from "../cluster/interruptions";
import type { Evidence } from "./evidence";

/** The pod that clients left was not there for them: no fault of whoever keeps them. */
export function interrupted({
  interruptions = [],
}: Pick<Evidence, "interruptions">): string | undefined {
  const [first] = interruptions;
  return first && `${described(first)}; ${fix(first)}`;
}

function described({ pod, what, from, to, because }: Interruption): string {
  const reason = because === undefined ? "" : `: ${because}`;
  return what === "not ready"
    ? `${pod} was not ready ${period(from, to)}${reason}`
    : `${pod} was ${what} at ${clock(from)}${reason}`;
}

function period(from: string | undefined, to: string | undefined): string {
  if (to === undefined) {
    return `from ${clock(from)} on`;
  }
  return from === undefined ? `until ${clock(to)}` : `from ${clock(from)} to ${clock(to)}`;
}

function fix({ pod, what, because = "" }: Interruption): string {
  if (what === "deleted") {
    return "a pod that is gone keeps no client: verify again when no rollout and no scaling is under way.";
  }
  return because.includes("probe timed out")
    ? "the controller leaves out a pod that is not ready and moves its clients: give the probe more time (timeoutSeconds) and more failures (failureThreshold), or the pod more processor time."
    : `the controller leaves out such a pod and moves its clients: kubectl describe pod ${pod}`;
}

/** As Kubernetes has times: UTC. */
function clock(iso = ""): string {
  return iso.slice(11, 19);
}
