import assert from "node:assert/strict";
import { commandsFor, setField } from "../../../doctor/fix";
import { rules } from "../../../doctor/rules/rules";
import { examine } from "./examine";
import { ruleCases } from "./ruleCases";

describe("the doctor's rules", () => {
  for (const { rule, what, bad, good, says, fix, examined, examinedGood = examined } of ruleCases) {
    it(`${rule}: ${what}, and not its good twin`, async () => {
      const found = (await examine(bad, examined)).findings.filter(
        (finding) => finding.rule.id === rule,
      );
      const all = (await examine(bad, examined)).findings.map(
        (one) => `${one.rule.id}: ${one.says}`,
      );
      const match = found.find((finding) => says.test(finding.says));
      assert.ok(match, all.join("\n"));
      if (fix !== undefined) {
        assert.match(commandsFor(match.fix ?? {}, "default").join("\n"), fix);
      }
      const twin = (await examine(good, examinedGood)).findings.filter(
        (finding) => finding.rule.id === rule,
      );
      assert.deepEqual(
        twin.map((finding) => finding.says),
        [],
      );
    });
  }

  it("propose no command for a bare Pod, whose containers cannot be changed", () => {
    const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "web-0" } };
    const patch = setField({ object, origin: { from: "cluster" } }, ["spec"], {});
    assert.deepEqual(commandsFor({ patch }, "default"), []);
  });

  it("have each a case, and names of their own", () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual([...new Set(ruleCases.map(({ rule }) => rule))].sort(), [...ids].sort());
    assert.equal(new Set(ids).size, ids.length);
  });
});
