import assert from "node:assert/strict";
import { podDeleted, podKilled } from "../../../verify/disrupt/podLoss";
import { rollingRestart } from "../../../verify/disrupt/rollingRestart";
import type { Failure } from "../../../verify/checks/failures";
import type { CheckResult } from "../../../verify/checks/runCheck";
import { runOn } from "./runOn";

function assertFails(
  { result, failure, detail, cause }: CheckResult,
  expected: Failure,
  seen: RegExp,
  likely: RegExp,
): void {
  assert.equal(result, "fail", detail);
  assert.equal(failure, expected, detail);
  assert.match(detail, seen);
  assert.match(cause ?? "", likely);
}

describe("checks that disturb the application", function () {
  this.timeout(60_000);

  for (const [check, how] of [
    [podDeleted, "deleted"],
    [podKilled, "killed"],
  ] as const) {
    it(`pass where sessions move once and lost requests are only counted: ${check.id}`, async () => {
      const { result, detail, figures, timeline } = await runOn(check, {
        behaviour: { lostAfterDeletion: 3 },
      });
      assert.equal(result, "pass", detail);
      assert.match(
        detail,
        new RegExp(
          `^hello-\\d ${how}: its \\d clients moved after .* ms and stay, .*; 3 requests of [\\d,]+ lost`,
        ),
      );
      assert.equal(figures?.lost, 3);
      assert.equal(figures.mostMovesOfAClient, 1);
      assert.equal(timeline.lost, 3);
      assert.deepEqual(
        timeline.marks.map(({ what }) => what.replace(/\d/, "N")),
        [`hello-N ${how}`, "replacement ready"],
      );
      // New clients reach the replacement, which is another pod of that name.
      assert.ok(
        Object.keys(timeline.answers).some((pod) => pod.endsWith(" (2nd)")),
        JSON.stringify(timeline.answers),
      );
    });
  }

  it("fail where more is lost than is allowed", async () => {
    const result = await runOn(podDeleted, {
      direct: true,
      behaviour: { lostAfterDeletion: 3 },
      settings: { maxLost: 2 },
    });
    assertFails(result, "too-many-lost", /allowed: 2/, /a drain/);
  });

  it("fail where sessions go back to the name of the deleted pod", async () => {
    const result = await runOn(podDeleted, {
      direct: true,
      behaviour: { movesBack: true },
    });
    assertFails(
      result,
      "client-left-living-pod",
      /away from a pod that was there/,
      /key for consistent hashing/,
    );
  });

  it("fail where hashing moves clients of other pods", async () => {
    const result = await runOn(podDeleted, {
      direct: true,
      behaviour: { hashes: true },
      settings: { clients: 20 },
    });
    assertFails(
      result,
      "client-left-living-pod",
      /away from a pod that was there/,
      /key for consistent hashing/,
    );
  });

  it("fail where a client moves and gets no new cookie", async () => {
    const result = await runOn(podDeleted, {
      direct: true,
      behaviour: { keepsStaleCookies: true },
    });
    assertFails(
      result,
      "moved-without-new-cookie",
      /[1-9]\d* moves? without a new cookie/,
      /keeps the old cookie/,
    );
  });

  it("count such moves only, where no new cookie is promised", async () => {
    const { result, detail } = await runOn(podDeleted, {
      direct: true,
      behaviour: { keepsStaleCookies: true },
      ...{ controller: "none", affinity: null },
    });
    assert.equal(result, "pass", detail);
  });

  it("fail where the answers name no pod of the Service", async () => {
    const result = await runOn(podDeleted, {
      behaviour: { body: ({ name }) => `Server name: other-${name}` },
    });
    assertFails(result, "pods-not-named", /name no pod of the Service/, /--identity/);
  });

  it("fail where clients go on to be sent to the pod that is gone", async () => {
    const result = await runOn(podDeleted, {
      direct: true,
      behaviour: { forgetsNothing: true },
    });
    assertFails(
      result,
      "client-stuck-on-gone-pod",
      /were not answered by another pod/,
      /endpoints/,
    );
  });

  it("do nothing where clients do not stay to begin with", async () => {
    let left = 0;
    const result = await runOn(podDeleted, {
      behaviour: { honoursCookie: false },
      before: (site) => {
        const list = site.list.bind(site);
        site.list = async () => {
          const pods = await list();
          left = pods.length;
          return pods;
        };
      },
    });
    assertFails(result, "pod-changes-before-disruption", /to begin with/, /does not use it/);
    assert.equal(left, 3);
    assert.deepEqual(result.timeline.marks, []);
  });

  it("skip a single pod, and a site without a cluster", async () => {
    const single = await runOn(podDeleted, { behaviour: { replicas: 1 } });
    assert.deepEqual(
      [single.result, single.detail],
      ["skipped", "1 pod ready: no other could take over"],
    );
    const unknown = await runOn(podDeleted, { cluster: false });
    assert.equal(unknown.result, "skipped");
    assert.match(unknown.detail, /--service/);
  });

  it("restart every pod once, the last one first", async () => {
    const { result, detail, timeline, figures } = await runOn(rollingRestart);
    assert.equal(result, "pass", detail);
    assert.match(detail, /^3 pods restarted in [\d.]+ s; 0 requests of/);
    assert.deepEqual(
      timeline.marks.map(({ what }) => what),
      ["hello-2 restarted", "hello-1 restarted", "hello-0 restarted", "all ready"],
    );
    assert.equal(figures?.moved, 6);
  });

  it("end when they are interrupted", async () => {
    const controller = new AbortController();
    const running = runOn(rollingRestart, {
      signal: controller.signal,
      before: (site) => {
        const remove = site.delete.bind(site);
        site.delete = (pod) => {
          setTimeout(() => {
            controller.abort();
          }, 50);
          return remove(pod);
        };
      },
    });
    await assert.rejects(running, { name: "AbortError" });
  });
});
