import assert from "node:assert/strict";
import { shellWord } from "../../../components/affinity/shellWord";

describe("a word for a shell", () => {
  for (const [text, word] of [
    ["hello-1", "hello-1"],
    ["shop.example.com:443", "shop.example.com:443"],
    ["", "''"],
    ["<image>", "'<image>'"],
    ["a b", "'a b'"],
    ["$(reboot)", "'$(reboot)'"],
    ["it's", "'it'\\''s'"],
    ["a;b", "'a;b'"],
    ["*", "'*'"],
    ["~root", "'~root'"],
  ] as const) {
    it(`is ${word}`, () => {
      assert.equal(shellWord(text), word);
    });
  }
});
