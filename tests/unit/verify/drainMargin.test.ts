import assert from "node:assert/strict";
import { V1Pod } from "@kubernetes/client-node";
import { type Pod, toPod } from "../../../verify/cluster/pod";
import { describeMargin, drainMargin } from "../../../verify/disrupt/drainMargin";
import { podDeleted, podKilled } from "../../../verify/disrupt/podLoss";
import { rollingRestart } from "../../../verify/disrupt/rollingRestart";
import { runOn } from "./runOn";

const pods: readonly Pod[] = [
  { name: "hello-0", uid: "a", ready: true, restarts: 0, drainSeconds: 10 },
  { name: "hello-1", uid: "b", ready: true, restarts: 0, drainSeconds: 5 },
  { name: "other-0", uid: "c", ready: true, restarts: 0 },
];
const directory = { find: (key: string) => pods.find(({ uid }) => uid === key) };
const move = (from: string, at: number) => ({ client: 0, from, to: "d", at, newCookie: true });

describe("the margin of a drain", () => {
  it("is what the last client left, of the pod that had the least", () => {
    const moves = [move("a", 1_900), move("a", 3_000), move("b", 4_900), move("b", 900)];
    const gone = new Map([
      ["a", 1_000],
      ["b", 2_000],
    ]);
    const margin = drainMargin(directory, gone, moves);
    assert.deepEqual(margin, { pod: "hello-1", drainSeconds: 5, lastMoveMilliseconds: 2_900 });
    assert.equal(
      describeMargin(margin),
      "the last client of hello-1 moved 2.9 s after the pod was told to end, with 2.1 s of its drain of 5 s left",
    );
  });

  it("says when clients were moved too late", () => {
    assert.equal(
      describeMargin({ pod: "hello-0", drainSeconds: 10, lastMoveMilliseconds: 10_700 }),
      "the last client of hello-0 moved 10.7 s after the pod was told to end, 0.7 s after its drain of 10 s was over",
    );
  });

  it("is not known of a pod that says nothing of a drain, or had no client", () => {
    const gone = new Map([
      ["a", 0],
      ["c", 0],
    ]);
    assert.equal(drainMargin(directory, gone, [move("c", 10)]), undefined);
  });

  for (const [how, preStop, expected] of [
    ["the kubelet's sleep", { sleep: { seconds: 7 } }, 7],
    ["a command", { exec: { command: ["/bin/sleep", "15"] } }, 15],
    ["a shell's line", { exec: { command: ["sh", "-c", "nginx -s quit; sleep 20s"] } }, 20],
    ["another command", { exec: { command: ["sh", "-c", "usleep 20"] } }, undefined],
    ["nothing", undefined, undefined],
  ] as const) {
    it(`is of the time that the pod itself names, by ${how}`, () => {
      assert.equal(podWith(preStop).drainSeconds, expected);
    });
  }

  it("is of the longest sleep of the pod's containers", () => {
    const pod = podWith(...[5, 9, 1].map((seconds) => ({ sleep: { seconds } })));
    assert.equal(pod.drainSeconds, 9);
  });

  describe("in a report", function () {
    this.timeout(30_000);
    const behaviour = { drainSeconds: 10 };

    for (const check of [podDeleted, rollingRestart]) {
      it(`is told: ${check.id}`, async () => {
        const { detail, figures } = await runOn(check, { direct: true, behaviour });
        assert.match(
          detail,
          /; the last client of hello-\d moved [\d.]+ s after the pod was told to end, with [\d.]+ s of its drain of 10 s left$/,
        );
        assert.equal(figures?.drainSeconds, 10);
        const margin = Number(figures.drainMarginMilliseconds);
        assert.ok(margin > 0 && margin <= 10_000, String(margin));
      });
    }

    it("is not told of a pod that had no time to end", async () => {
      const { detail, figures } = await runOn(podKilled, { direct: true, behaviour });
      assert.doesNotMatch(detail, /drain/);
      assert.equal(figures?.drainSeconds, undefined);
    });
  });
});

/** A pod whose containers have these hooks. */
function podWith(...preStops: readonly (object | undefined)[]): Pod {
  const containers = preStops.map((preStop) => ({ name: "c", lifecycle: { preStop } }));
  return toPod(Object.assign(new V1Pod(), { spec: { containers } }));
}
