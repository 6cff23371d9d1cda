import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endAbandonedPlugins } from "../../../lab/process/plugins";
import { isRunning, processIdentity } from "../../../lab/process/processIdentity";

describe("plugins of Pulumi in the lab's folder", () => {
  let folder: string;
  let engine: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lab-plugins-"));
    for (const name of ["pulumi", "other"]) {
      symlinkSync("/bin/sh", join(folder, name));
    }
    for (const name of ["pulumi-language-nodejs", "kubectl"]) {
      symlinkSync("/bin/sleep", join(folder, name));
    }
  });

  afterEach(() => {
    engine?.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  /** Starts `program` by `starter`, which then waits for it or ends; resolves to the program's process. */
  async function started(starter: string, program: string, then: "wait" | "exit") {
    const script = `'${join(folder, program)}' 60 >/dev/null & echo $!; ${then}`;
    engine = spawn(join(folder, starter), ["-c", script], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => engine?.once("exit", resolve));
    const pid = await new Promise<string>((resolve) => {
      engine?.stdout?.once("data", (output: Buffer) => {
        resolve(output.toString());
      });
    });
    if (then === "exit") {
      await ended;
    }
    return processIdentity(Number(pid)) ?? assert.fail("it did not start");
  }

  it("are ended when their engine is gone", async () => {
    const plugin = await started("pulumi", "pulumi-language-nodejs", "exit");
    await endAbandonedPlugins(folder);
    assert.equal(isRunning(plugin), false);
  });

  for (const [what, starter, program, then] of [
    ["are left alone while their engine runs", "pulumi", "pulumi-language-nodejs", "wait"],
    ["are all that is ended there", "other", "kubectl", "exit"],
  ] as const) {
    it(what, async () => {
      const running = await started(starter, program, then);
      await endAbandonedPlugins(folder);
      assert.equal(isRunning(running), true);
      process.kill(running.pid, "SIGKILL");
    });
  }

  it("are ended in that folder alone", async () => {
    const plugin = await started("pulumi", "pulumi-language-nodejs", "exit");
    await endAbandonedPlugins(`${folder}-of-another`);
    assert.equal(isRunning(plugin), true);
    process.kill(plugin.pid, "SIGKILL");
  });
});
