import assert from "node:assert/strict";
import { explained, type Interruption, Interruptions } from "../../../verify/cluster/interruptions";
import type { Pod } from "../../../verify/cluster/pod";
import type { PodEvent } from "../../../verify/cluster/pods";
import { interrupted } from "../../../verify/diagnosis/interrupted";

const ready: Pod = {
  ...{ name: "hello-1", uid: "1", ready: true, restarts: 0 },
  readyChangedAt: "2026-01-01T11:00:00.000Z",
};
const notReady: Pod = { ...ready, ready: false, readyChangedAt: "2026-01-01T12:01:07.000Z" };
const again: Pod = { ...ready, readyChangedAt: "2026-01-01T12:01:19.000Z" };
const start = new Date("2026-01-01T12:00:00Z");

function seen(...pods: readonly Pod[]): Interruption[] {
  const interruptions = new Interruptions();
  pods.forEach((pod, index) => {
    interruptions.notice(pods[index - 1], pod);
  });
  return interruptions.of("1", start);
}

function event(message: string, at = "2026-01-01T12:01:08.000Z"): PodEvent {
  return { uid: "1", reason: "Unhealthy", message, at };
}

/** The cause in a sentence; nothing else is known. */
function told(interruptions: readonly Interruption[]): string | undefined {
  return interrupted({ interruptions });
}

/** As the kubelet writes it (pkg/kubelet/prober/prober.go). */
const timedOut =
  'Readiness probe failed: Get "http://10.0.0.7:8080/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';

describe("what happened to a pod meanwhile", () => {
  it("is told with its times and its reason", () => {
    assert.match(
      told(explained(seen(ready, notReady, again), [event(timedOut)])) ?? "",
      /^hello-1 was not ready from 12:01:07 to 12:01:19: its readiness probe timed out; .*timeoutSeconds/,
    );
  });

  it("is told while it lasts", () => {
    assert.match(told(seen(ready, notReady)) ?? "", /^hello-1 was not ready from 12:01:07 on; /);
  });

  it("is seen also where it was over between two looks, from the first event on", () => {
    const found = seen(ready, again);
    assert.match(told(found) ?? "", /^hello-1 was not ready until 12:01:19; /);
    assert.match(
      told(
        explained(found, [event("Readiness probe failed: HTTP probe failed with statuscode: 500")]),
      ) ?? "",
      /^hello-1 was not ready from 12:01:08 to 12:01:19: its readiness probe failed \(HTTP probe failed with statuscode: 500\); /,
    );
  });

  it("is a restart, by the liveness probe or by the container's own end", () => {
    const restarted: Pod = {
      ...{ ...ready, restarts: 1 },
      lastEnd: { container: "web", at: "2026-01-01T12:01:09.000Z", reason: "OOMKilled" },
    };
    const found = seen(ready, restarted);
    assert.match(
      told(explained(found, [])) ?? "",
      /^hello-1 was restarted at 12:01:09: its container web ended \(OOMKilled\); /,
    );
    assert.match(
      told(explained(found, [event("Container web failed liveness probe, will be restarted")])) ??
        "",
      /^hello-1 was restarted at 12:01:09: its liveness probe failed; /,
    );
  });

  it("is a deletion once, not a lack of readiness", () => {
    const going: Pod = { ...ready, ready: false, terminating: true };
    const found = seen(ready, going, going);
    assert.deepEqual(
      found.map(({ what }) => what),
      ["deleted"],
    );
    assert.match(told(found) ?? "", /^hello-1 was deleted at .*rollout/);
  });

  it("is nothing where nothing changes, and for other pods and times", () => {
    assert.deepEqual(seen(ready, ready), []);
    const interruptions = new Interruptions();
    interruptions.notice(ready, notReady);
    interruptions.notice(notReady, again);
    assert.deepEqual(interruptions.of("2", start), []);
    assert.equal(interruptions.of("1", new Date("2026-01-01T12:01:19Z")).length, 1);
    assert.deepEqual(interruptions.of("1", new Date("2026-01-01T12:01:20Z")), []);
    assert.equal(told([]), undefined);
  });

  it("takes no reason from another pod's events", () => {
    const [found] = explained(seen(ready, notReady), [{ ...event(timedOut), uid: "2" }]);
    assert.equal(found?.because, undefined);
  });
});
