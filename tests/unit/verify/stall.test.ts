import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { stallScript } from "../../../verify/cluster/stall";
import { stallCheck } from "../../../verify/disrupt/stall";
import { sideBySide } from "../support/sideBySide";
import type { FakeSiteBehaviour } from "./fakeSiteBehaviour";
import { runOn } from "./runOn";

/** The fake site has its own idea of the seconds. */
const check = stallCheck({ seconds: 10, aftermathMilliseconds: 200 });

const stall = (behaviour: FakeSiteBehaviour) => runOn(check, { direct: true, behaviour });

describe("a stall", function () {
  this.timeout(30_000);

  const stallOf = sideBySide({
    borne: () => stall({}),
    unready: () => stall({ stall: "unready" }),
    moves: () => stall({ stall: "moves" }),
    restarts: () => stall({ stall: "restarts" }),
    refused: () => stall({ stall: "refused" }),
  });

  it("passes where everybody waits and stays", async () => {
    const { result, detail, figures, timeline } = await stallOf("borne");
    assert.equal(result, "pass", detail);
    assert.match(
      detail,
      /^hello-\d stood still for 10 s; 0 of 6 clients moved, 0 containers restarted, 0 requests of [\d,]+ lost, longest wait [\d,]+ ms$/,
    );
    assert.ok(Number(figures?.longestWaitMilliseconds) >= 400, detail);
    assert.deepEqual(
      timeline.marks.map(({ what }) => what.replace(/\d/, "N")),
      ["hello-N stops", "hello-N goes on"],
    );
  });

  for (const [what, failure, seen, cause] of [
    [
      "unready",
      "client-left-stalled-pod",
      /\b[1-9]\d* of 6 clients moved/,
      /^hello-\d was not ready for a time, .* 5 and 3\.$/,
    ],
    [
      "moves",
      "client-left-stalled-pod",
      /\b[1-9]\d* of 6 clients moved/,
      /ready all the while, .* the controller that left/,
    ],
    ["restarts", "container-restarted", /, 1 container restarted/, /^Its liveness probe/],
  ] as const) {
    it(`fails for its own reason: ${what}`, async () => {
      const { result, detail, cause: told, failure: name } = await stallOf(what);
      assert.equal(result, "fail", detail);
      assert.equal(name, failure);
      assert.match(detail, seen);
      assert.match(told ?? "", cause);
    });
  }

  it("is skipped where the cluster does not let it be done, with the reason", async () => {
    const { result, detail } = await stallOf("refused");
    assert.equal(result, "skipped");
    assert.match(detail, /^hello-\d could not be stopped: namespaces is forbidden$/);
  });

  describe("by the script", () => {
    const id = "0123456789abcdef".repeat(4);

    it("is a shell's", () => {
      execFileSync("sh", ["-n", "-c", stallScript([id, id], 10)]);
    });

    it("lets the processes go on whatever ends it", () => {
      // The trap is set before anything is stopped.
      const script = stallScript([id], 10);
      assert.match(
        script,
        /trap 'busybox kill -CONT \$processes' EXIT[^]*busybox kill -STOP \$processes/,
      );
      assert.match(script, /trap 'exit 1' TERM/);
    });

    it("takes nothing but container IDs into it", () => {
      for (const ids of [[], ["' ; reboot #"], [id, "abc"]]) {
        assert.throws(() => stallScript(ids, 10), /no container/);
      }
    });
  });
});
