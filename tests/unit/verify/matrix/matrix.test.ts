import assert from "node:assert/strict";
import { readingChecks } from "../../../../verify/checks/checks";
import type { CheckResult } from "../../../../verify/checks/runCheck";
import { sideBySide } from "../../support/sideBySide";
import { runAllOn } from "../runOn";
import type { Row } from "./row";
import { faulty } from "./rows/faulty";
import { notSticky } from "./rows/notSticky";
import { stickyAndOdd } from "./rows/stickyAndOdd";

/** Just these checks have failed, for just these reasons. */
function assertVerdicts({ fails = {} }: Row, results: readonly CheckResult[]): void {
  const failed = results.filter(({ result }) => result === "fail");
  assert.deepEqual(
    Object.fromEntries(failed.map(({ id, failure }) => [id, failure])),
    Object.fromEntries(Object.entries(fails).map(([id, { failure }]) => [id, failure])),
    failed.map(({ id, detail, cause }) => `${id}: ${detail} / ${cause ?? ""}`).join("\n"),
  );
  for (const { id, cause } of failed) {
    assert.match(cause ?? "", fails[id]?.cause ?? /^$/, `${id}: ${cause ?? ""}`);
  }
}

const run = ({ args }: Row) => runAllOn(readingChecks, { ...args, direct: true });

/** Rows of clients who stay away for seconds. */
const long = [...stickyAndOdd, ...notSticky, ...faulty].filter(
  ({ args }) => (args.settings?.holdSeconds ?? 0) > 1,
);

describe("the verifier's verdicts", () => {
  const resultsOf = sideBySide(
    Object.fromEntries(long.map((row) => [row.what, () => run(row)] as const)),
  );

  for (const [title, rows] of [
    ["sticky and odd", stickyAndOdd],
    ["not sticky", notSticky],
    ["faulty", faulty],
  ] as const) {
    describe(title, () => {
      for (const row of rows) {
        it(row.what, async () => {
          assertVerdicts(row, await (long.includes(row) ? resultsOf(row.what) : run(row)));
        });
      }
    });
  }
});
