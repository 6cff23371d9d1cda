import assert from "node:assert/strict";
import { quote } from "../../../components/config/shell";
import { k8s, refuses } from "./config";

describe("the words of a command", () => {
  it("are quoted for the shell", () => {
    assert.equal(quote("it's"), "'it'\\''s'");
  });

  it("have a placeholder for what would act on a terminal", () => {
    for (const word of ["a\u001b[2J", "a\nb", "a\u202eb", "a\u009bb"]) {
      assert.equal(quote(word), "'<value>'");
    }
  });

  refuses([
    [
      "a misspelt key with a value that looks like an option",
      { ...k8s, prot: "-1" },
      `sticky-session:prot
  got:      "-1"
  problem:  there is no such key
  allowed:  port
  fix:      pulumi config rm prot --stack test && pulumi config set --stack test -- port -1`,
    ],
  ]);
});
