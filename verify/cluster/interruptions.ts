import type { Pod } from "./pod";
import type { PodEvent } from "./pods";

/** A time in which a pod could not be sent requests. */
export interface Interruption {
  readonly uid: string;
  readonly pod: string;
  /** `restarted`: one of its containers ended and was started again; `deleted`: the whole pod is going. */
  readonly what: "not ready" | "restarted" | "deleted";
  /** ISO 8601; missing where it was over between two looks. */
  readonly from?: string;
  /** ISO 8601; missing while it lasts. */
  readonly to?: string;
  /** A part of a sentence; missing where nothing tells. */
  readonly because?: string;
}

/** Collects interruptions from looks at the pods. */
export class Interruptions {
  private readonly all: Interruption[] = [];

  /** Takes in how a pod was at the last look, and how it is now. */
  notice(before: Pod | undefined, now: Pod): void {
    if (before === undefined) {
      return;
    }
    const { uid, name: pod, readyChangedAt: at = new Date().toISOString() } = now;
    if (now.restarts > before.restarts) {
      const { container = "one", reason = "no reason given", at: end = at } = now.lastEnd ?? {};
      const because = `its container ${container} ended (${reason})`;
      this.all.push({ uid, pod, what: "restarted", from: end, to: end, because });
    }
    if (now.terminating && !before.terminating) {
      this.deleted(now);
    } else if (before.ready && !now.ready && !now.terminating) {
      this.all.push({ uid, pod, what: "not ready", from: at });
    } else if (!before.ready && now.ready) {
      this.end(uid, at);
    } else if (now.ready && before.readyChangedAt !== now.readyChangedAt) {
      this.all.push({ uid, pod, what: "not ready", to: at });
    }
  }

  /** Takes in that a pod is no longer there. */
  deleted({ uid, name: pod }: Pod): void {
    if (!this.all.some((each) => each.uid === uid && each.what === "deleted")) {
      this.all.push({ uid, pod, what: "deleted", from: new Date().toISOString() });
    }
  }

  /** Those of a pod that did not end before then. */
  of(uid: string, since: Date): Interruption[] {
    return this.all.filter(
      ({ uid: whose, to }) => whose === uid && (to === undefined || new Date(to) >= since),
    );
  }

  private end(uid: string, to: string): void {
    const index = this.all.findLastIndex(
      (each) => each.uid === uid && each.what === "not ready" && each.to === undefined,
    );
    const open = this.all[index];
    if (open) {
      this.all[index] = { ...open, to };
    }
  }
}

/** The interruptions with the reasons that events give. */
export function explained(
  interruptions: readonly Interruption[],
  events: readonly PodEvent[],
): Interruption[] {
  return interruptions.map((interruption) => {
    const own = events.filter(({ uid }) => uid === interruption.uid);
    const because = reasonOf(interruption, own);
    // What was over between two looks began when a probe failed, as far as that was noted.
    const from = interruption.from ?? own.find(isReadiness)?.at;
    return {
      ...interruption,
      ...(from !== undefined && { from }),
      ...(because !== undefined && { because }),
    };
  });
}

function reasonOf({ what, because }: Interruption, own: readonly PodEvent[]): string | undefined {
  switch (what) {
    case "restarted":
      return livenessReason(own) ?? because;
    case "not ready":
      return readinessReason(own);
    case "deleted":
      return undefined;
  }
}

/** The kubelet's messages: pkg/kubelet/prober/prober.go, "Readiness probe failed: ...". */
function readinessReason(events: readonly PodEvent[]): string | undefined {
  const failed = events.findLast(isReadiness);
  return failed && `its readiness probe ${howItFailed(failed.message)}`;
}

function isReadiness({ message }: PodEvent): boolean {
  return message.startsWith("Readiness probe ");
}

/** The kubelet's: "Container web failed liveness probe, will be restarted". */
function livenessReason(events: readonly PodEvent[]): string | undefined {
  const killed = events.some(({ message }) => message.includes("failed liveness probe"));
  const failed = events.findLast(({ message }) => message.startsWith("Liveness probe "));
  return killed || failed
    ? `its liveness probe ${failed ? howItFailed(failed.message) : "failed"}`
    : undefined;
}

function howItFailed(message: string): string {
  if (/deadline exceeded|timed out|timeout/i.test(message)) {
    return "timed out";
  }
  const reason = /^\w+ probe \w+: (.*)/.exec(message)?.[1] ?? "";
  return reason === "" ? "failed" : `failed (${reason.slice(0, 120)})`;
}
