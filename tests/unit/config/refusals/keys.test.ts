import assert from "node:assert/strict";
import { configKeys } from "../../../../components/config/configKeys";
import { heading, k8s, refusal, refuses } from "../config";

describe("the refusal of settings: keys", () => {
  refuses([
    [
      "a misspelt key",
      { ...k8s, replcas: "5" },
      `sticky-session:replcas
  got:      "5"
  problem:  there is no such key
  allowed:  replicas
  fix:      pulumi config rm replcas --stack test && pulumi config set replicas 5 --stack test`,
    ],
    [
      "a key that is like no other",
      { ...k8s, nonsense: "x" },
      `sticky-session:nonsense
  got:      "x"
  problem:  there is no such key
  allowed:  ${configKeys.join(", ")}
  fix:      pulumi config rm nonsense --stack test`,
    ],
    [
      "a key with characters that act on a terminal",
      { ...k8s, "a\u001b[2J\u0007\u0000\u202eb": "x" },
      `sticky-session:a\\u{1b}[2J\\u{7}\\u{0}\\u{202e}b
  got:      "x"
  problem:  there is no such key
  allowed:  ${configKeys.join(", ")}
  fix:      pulumi config rm '<value>' --stack test`,
    ],
    [
      "a boolean that is none",
      { ...k8s, cookieSecure: "yes" },
      `sticky-session:cookieSecure
  got:      "yes"
  allowed:  true, false
  fix:      pulumi config set cookieSecure '<true or false>' --stack test`,
    ],
  ]);

  it("all of them at once", async () => {
    const message = await refusal({
      ...k8s,
      host: "10.0.0.1",
      replicas: "0",
      prot: "80",
      cookieSameSite: "None",
      cookieHttpOnly: "perhaps",
    });
    const keys = message.match(/^sticky-session:.*$/gm);
    assert.deepEqual(keys, [
      "sticky-session:prot",
      "sticky-session:replicas",
      "sticky-session:host",
      "sticky-session:cookieSameSite",
      "sticky-session:cookieHttpOnly",
    ]);
    assert.ok(message.startsWith(heading("5 problems")));
  });
});
