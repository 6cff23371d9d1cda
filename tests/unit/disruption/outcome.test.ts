import assert from "node:assert/strict";
import { needlessMoves, type Outcome, outcomeOf } from "../../disruption/outcome";
import { restartsSince } from "../../disruption/events";
import { type Report, tablesOf } from "../../disruption/report";

const [one, two, three] = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];

const start = 50_000;
const times = { start, end: start + 4_000, from: start + 1_000, to: start + 2_500 };

function outcomeWith(load: Partial<Parameters<typeof outcomeOf>[0]>): Outcome {
  return outcomeOf({ requests: 0, losses: [], moves: [], longestWait: 0, ...load }, times);
}

describe("the outcome of a disruption", () => {
  it("counts what was lost, when and why", () => {
    const outcome = outcomeWith({
      requests: 1_200,
      losses: [
        { at: start + 1_200, reason: "status 502" },
        { at: start + 1_900, reason: "status 502" },
        { at: start + 2_000, reason: "connect ECONNREFUSED" },
      ],
    });
    assert.deepEqual(outcome, {
      requests: 1_200,
      lost: 3,
      reasons: { "status 502": 2, "connect ECONNREFUSED": 1 },
      rate: 300,
      from: 1,
      to: 2.5,
      moves: [],
      longestWait: 0,
      lostBySecond: [0, 2, 1, 0],
    });
  });

  it("has the moves by the load's own time", () => {
    const { moves, lastMove } = outcomeWith({
      moves: [{ client: 3, from: one, to: two, at: start + 3_000, newCookie: true }],
    });
    assert.deepEqual(moves, [{ client: 3, from: one, to: two, at: 3 }]);
    assert.equal(lastMove, 2);
  });

  it("a move is needless away from a pod that stays, and the second time away from the same one", () => {
    const fair = { client: 0, from: one, to: two, at: 1 };
    const fromStaying = { client: 1, from: three, to: two, at: 2 };
    const again = { client: 0, from: one, to: two, at: 3 };
    const other = { client: 2, from: one, to: two, at: 4 };
    assert.deepEqual(needlessMoves([fair, fromStaying, again, other], [two, three]), [
      fromStaying,
      again,
    ]);
  });

  it("counts restarts of pods that stay, and all of those that are new", () => {
    const before = new Map([
      ["stays", 2],
      ["goes", 5],
    ]);
    const now = new Map([
      ["stays", 3],
      ["new", 1],
    ]);
    assert.equal(restartsSince(before, now), 2);
    assert.equal(restartsSince(now, now), 0);
  });

  it("is two tables of disruptions by set-ups", () => {
    const row = { ...outcomeWith({}), requests: 18_000, needlessMoves: 0, restarts: 0 };
    const report: Report = {
      date: "2026-01-01T00:00:00.000Z",
      kubernetes: "v1.34.3",
      controller: { id: "traefik", title: "Traefik" },
      rows: [
        { run: 1, setup: "ours", event: "restart", ...row, lost: 0 },
        { run: 1, setup: "theirs", event: "restart", ...row, lost: 72 },
        { run: 1, setup: "ours", event: "kill", ...row, lost: 12 },
        { run: 2, setup: "ours", event: "kill", ...row, lost: 9, needlessMoves: 7, restarts: 1 },
      ],
    };
    const cells = tablesOf(report)
      .split("\n")
      .filter((line) => line.startsWith("│"))
      .map((line) => line.split("│").map((cell) => cell.trim()).slice(1, -1)); // prettier-ignore
    assert.deepEqual(cells, [
      ["lost requests", "ours", "theirs"],
      ["restart", "0 of 18,000", "72 of 18,000"],
      ["kill", "12 of 18,000", "-"],
      ["", "9 of 18,000", ""],
      ["needless moves, restarts", "ours", "theirs"],
      ["restart", "0, 0", "0, 0"],
      ["kill", "0, 0", "-"],
      ["", "7, 1", ""],
    ]);
  });
});
