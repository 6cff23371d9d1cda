import assert from "node:assert/strict";
import { plotOf } from "../../../bench/lab/plot";
import { grown, reportOf, type Rounds, tablesOf } from "../../../bench/lab/report";
import { type MeasureId, measures } from "../../../bench/lab/tools";

/** Three rounds in which everything takes 1 s, but for what is given. */
function rounds(given: Partial<Rounds>): Rounds {
  const second = { seconds: 1, processorSeconds: 1 };
  const ids = Object.keys(measures) as MeasureId[];
  const all = ids.map((id) => [id, given[id] ?? [second, second, second]] as const);
  return Object.fromEntries(all) as unknown as Rounds;
}

const taken = (...of: (readonly [number, number])[]) =>
  of.map(([seconds, processorSeconds]) => ({ seconds, processorSeconds }));

describe("the report of the lab's benchmark", () => {
  it("compares what was measured in the same round", () => {
    const { ratios } = reportOf(
      rounds({
        up: taken([10, 8], [30, 8], [20, 9]),
        helmInstall: taken([5, 1], [10, 2], [4, 3]),
      }),
    );
    const [first] = ratios;
    assert.equal(first?.title, "pulumi up / helm install --wait");
    assert.deepEqual(first.seconds, { least: 2, median: 3, most: 5 });
    assert.deepEqual(first.processorSeconds, { least: 3, median: 4, most: 8 });
  });

  for (const [seconds, kept] of [
    [2, true],
    [2.01, false],
  ] as const) {
    it(`says whether a goal is kept: ${seconds} times helm`, () => {
      const up = taken([seconds, 1], [seconds, 1], [seconds, 1]);
      const [goal] = reportOf(rounds({ up })).goals;
      assert.deepEqual(goal, {
        title: "pulumi up: times helm install --wait",
        median: seconds,
        most: 2,
        kept,
      });
    });
  }

  for (const [processorSeconds, isGrown] of [
    [4, false],
    [4.01, true],
  ] as const) {
    it(`says whether a ratio has grown by a third: from 3 to ${processorSeconds}`, () => {
      const preview = taken(...Array.from({ length: 3 }, () => [1, processorSeconds] as const));
      const report = reportOf(rounds({ preview }), { "preview/emptyPreview": 3 });
      assert.deepEqual(
        grown(report).map(({ id }) => id),
        isGrown ? ["preview/emptyPreview"] : [],
      );
      assert.match(tablesOf(report), /\| pulumi preview, no changes \/ .* \| 4\.00 \|$/m);
    });
  }

  it("has what was measured alone", () => {
    const report = reportOf(rounds({ up: [], destroy: [], helmInstall: [] }));
    assert.ok(report.rows.every(({ title }) => title !== "pulumi up"));
    assert.ok(report.ratios.every(({ id }) => !/^up\/|helmInstall|^destroy\//.test(id)));
    assert.ok(report.goals.every(({ title }) => !title.includes("helm install")));
    assert.equal(report.rounds, 3);
  });

  it("takes an empty program's processor time off a preview's", () => {
    const { goals } = reportOf(
      rounds({
        preview: taken([1, 2.4], [1, 2.6], [1, 2.5]),
        emptyPreview: taken([1, 2.3], [1, 2], [1, 1]),
      }),
    );
    assert.deepEqual(
      goals.slice(-2).map(({ median, kept }) => [Number(median.toFixed(2)), kept]),
      [
        [2.5, true],
        [0.6, false],
      ],
    );
  });

  it("is written as tables, and drawn", () => {
    const report = reportOf(rounds({ destroy: taken([1, 2], [2, 4], [6, 3]) }));
    assert.match(
      tablesOf(report),
      /^\| pulumi destroy \| 2\.00 s \(1\.00 to 6\.00\) \| 3\.00 s \(2\.00 to 4\.00\) \|$/m,
    );
    assert.match(plotOf(report), /^<svg [^]*pulumi destroy[^]*<\/svg>\n$/);
  });
});
