import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { hostName, languageHostScript } from "../../../lab/pulumi/languageHost";

describe("the lab's language host", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "language-host-"));
    writeFileSync(join(folder, "host"), languageHostScript, { mode: 0o755 });
    writeFileSync(join(folder, hostName("host")), '#!/bin/sh\necho "$0 $@"\n', { mode: 0o755 });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [what, project, option] of [
    ["of JavaScript", "runtime:\n  name: nodejs\n  options:\n    typescript: false\n", true],
    [
      "of JavaScript in one line",
      "runtime: { name: nodejs, options: { typescript: false } }\n",
      true,
    ],
    ["of TypeScript with a comment", "runtime: nodejs # not typescript: false\n", false],
    ["of TypeScript", "runtime:\n  name: nodejs\n  options:\n    typescript: true\n", false],
    ["without options", "runtime: nodejs\n", false],
    ["that is not there", undefined, false],
  ] as const) {
    it(`is ${option ? "" : "not "}told that a project ${what} needs no compiler`, async () => {
      if (project !== undefined) {
        writeFileSync(join(folder, "Pulumi.yaml"), project);
      }
      const { stdout } = await execa(join(folder, "host"), ["127.0.0.1:1"], { cwd: folder });
      const told = option ? "-typescript=false 127.0.0.1:1" : "127.0.0.1:1";
      assert.equal(stdout, `${join(folder, hostName("host"))} ${told}`);
    });
  }
});
