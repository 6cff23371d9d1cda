import assert from "node:assert/strict";
import { homedir } from "node:os";
import { join } from "node:path";

import { foldersOf } from "../../../lab/state/folders";

describe("foldersOf", () => {
  const userCache = join(homedir(), ".cache/sticky-session");

  it("is in the user's cache folder by default", () => {
    assert.equal(foldersOf({}).root, userCache);
    assert.equal(foldersOf({ XDG_CACHE_HOME: "/caches" }).root, "/caches/sticky-session");
  });

  it("ignores a relative XDG_CACHE_HOME and empty variables", () => {
    assert.equal(foldersOf({ XDG_CACHE_HOME: "caches" }).root, userCache);
    assert.equal(foldersOf({ XDG_CACHE_HOME: "", STICKY_SESSION_HOME: "" }).root, userCache);
  });

  it("is all in STICKY_SESSION_HOME when that is set", () => {
    const environment = { STICKY_SESSION_HOME: "/somewhere", XDG_CACHE_HOME: "/caches" };
    assert.deepEqual(foldersOf(environment), {
      root: "/somewhere",
      cache: "/somewhere/cache",
      state: "/somewhere/lab",
      kubeconfig: "/somewhere/lab/kubeconfig",
      logs: "/somewhere/lab/logs",
      pulumiHome: "/somewhere/lab/pulumi-home",
      pulumiBackend: "/somewhere/lab/pulumi-backend",
      passphraseFile: "/somewhere/lab/pulumi-passphrase",
    });
    assert.equal(foldersOf({ STICKY_SESSION_HOME: "here" }).root, join(process.cwd(), "here"));
  });
});
