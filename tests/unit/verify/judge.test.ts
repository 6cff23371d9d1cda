import assert from "node:assert/strict";
import { PodDirectory } from "../../../verify/cluster/podDirectory";
import type { Pod } from "../../../verify/cluster/pod";
import type { Pods } from "../../../verify/cluster/pods";
import { judge } from "../../../verify/disrupt/judge";
import type { Scene } from "../../../verify/disrupt/underLoad";

const at = (time: string) => `2026-01-01T${time}.000Z`;
const before: Pod = {
  ...{ name: "hello-1", uid: "1", ready: true, restarts: 0, readyChangedAt: at("11:00:00") },
};
const timedOut =
  'Readiness probe failed: Get "http://10.0.0.7:8080/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';

/** A client that left the pod, which nobody had told to go. */
async function moveAwayFrom(...looks: readonly Pod[]) {
  let look = 0;
  const pods = {
    list: () => Promise.resolve([looks[Math.min(look, looks.length - 1)]]),
    events: () =>
      Promise.resolve([{ uid: "1", reason: "Unhealthy", message: timedOut, at: at("12:01:08") }]),
  } as unknown as Pods;
  const directory = new PodDirectory(pods);
  for (; look < looks.length; look += 1) {
    await directory.refresh();
  }
  const scene = {
    load: {
      losses: [],
      moves: [{ client: 1, from: "1", to: "2", at: 5, newCookie: true }],
      clients: [{ number: 1 }],
      longestWait: 3,
      requests: 9,
    },
    context: {
      directory,
      settings: {},
      target: { expectation: { promises: { affinity: "strong" } } },
    },
    since: new Date(at("12:00:00")),
  } as unknown as Scene;
  return judge({ scene, gone: new Map(), done: "nothing was done" });
}

describe("the verdict on a disruption", () => {
  it("names what happened to the pod that was left before any other cause", async () => {
    const { failure, cause } = await moveAwayFrom(
      before,
      { ...before, ready: false, readyChangedAt: at("12:01:07") },
      { ...before, readyChangedAt: at("12:01:19") },
    );
    assert.equal(failure, "client-left-living-pod");
    assert.match(
      cause ?? "",
      /^hello-1 was not ready from 12:01:07 to 12:01:19: its readiness probe timed out; /,
    );
  });

  it("names hashing where the pod was ready all the while", async () => {
    const { cause } = await moveAwayFrom(before, before);
    assert.match(cause ?? "", /consistent hashing/);
  });
});
