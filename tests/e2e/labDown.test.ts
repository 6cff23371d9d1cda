import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { connect } from "node:net";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import execa from "execa";
import { lab, labSucceeds, useLabEnvironment } from "./support/lab";
import { machineTraces, processesOf, type MachineTraces } from "./support/machine";
import { platform } from "./support/platform";
import { removeProgram } from "./support/programCopy";
import { repository } from "./support/repository";
import { TestStack } from "./support/testStack";

/** The files of the user's that the lab must not touch, with the time of their last change. */
function userFiles(): string[] {
  return [".kube", ".kube/config", ".pulumi", ".pulumi/credentials.json"].map((name) => {
    const file = join(homedir(), name);
    return `${name} ${existsSync(file) ? statSync(file).mtimeMs : "absent"}`;
  });
}

function isPortOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}

describe("a lab that is taken down", () => {
  let state: string;
  let cache: string;
  let clean: MachineTraces;
  let userFilesBefore: string[];

  before(async () => {
    userFilesBefore = userFiles();
    state = dirname(process.env.KUBECONFIG ?? assert.fail("KUBECONFIG is not set"));
    cache = join(dirname(state), "cache");
    await labSucceeds("down");
    clean = await machineTraces(cache);
  });
  // The suites leave the lab as they found it, which is for the root hooks to do.
  after(async () => {
    await labSucceeds("up", "--platform", platform.name);
    await useLabEnvironment();
  });

  async function assertNothingLeft(): Promise<void> {
    assert.deepEqual(await machineTraces(cache), clean);
    assert.deepEqual(processesOf([state]), []);
    assert.ok(!existsSync(state), `${state} is still there`);
    assert.equal(await isPortOpen(80), false);
    assert.equal(await isPortOpen(443), false);
  }

  it("has left no mount, network link, rule or control group of Kubernetes", () => {
    const traces = JSON.stringify(clean);
    for (const trace of [state, "KUBE-", "CNI-", "kubepods", "cni-"]) {
      assert.ok(!traces.includes(trace), `${trace} in ${traces}`);
    }
  });

  it("can be taken down again", async () => {
    await labSucceeds("down");
  });

  it("says so in its status, and in what needs it", async () => {
    assert.notEqual((await lab("status")).exitCode, 0);
    const { exitCode, stdout, stderr } = await lab("env");
    assert.notEqual(exitCode, 0);
    assert.equal(stdout, "");
    assert.match(stderr, /npm run lab -- up/);
  });

  it("was interrupted while it came up: leaves nothing either", async () => {
    for (const milliseconds of [2_000, 6_000]) {
      const up = lab("up");
      await sleep(milliseconds);
      up.kill("SIGINT", { forceKillAfterTimeout: false });
      assert.notEqual((await up).exitCode, 0);
      await assertNothingLeft();
    }
  });

  it("had an application on it: leaves nothing either", async () => {
    await labSucceeds("up", "--platform", platform.name);
    await useLabEnvironment();
    const stack = await TestStack.create();
    await stack.up();
    // As an engine leaves it that is killed: for up to five minutes.
    const programs = join(state, "bin");
    const host = join(programs, "pulumi-language-nodejs");
    await execa("/bin/sh", ["-c", '"$0" 127.0.0.1:1 >/dev/null 2>&1 &', host]);
    assert.equal(processesOf([programs]).length, 1);
    await labSucceeds("down");
    await removeProgram(stack.folder);
    await assertNothingLeft();
  });

  it("was switched from one platform to the other: leaves nothing of either", async () => {
    for (const name of ["kubernetes", "openshift"]) {
      await labSucceeds("up", "--platform", name);
    }
    await labSucceeds("down");
    await assertNothingLeft();
  });

  it("was taken down by the demo, which is fine twice", async () => {
    await labSucceeds("up");
    for (const expected of [/Taking the lab down/, /Taking the lab down/]) {
      const { exitCode, stderr } = await execa(
        "npm",
        ["run", "--silent", "demo", "--", "--destroy"],
        { cwd: repository, stdin: "ignore", reject: false },
      );
      assert.equal(exitCode, 0, stderr);
      assert.match(stderr, expected);
    }
    await assertNothingLeft();
  });

  it("never touched the user's own kubeconfig and Pulumi login", () => {
    assert.deepEqual(userFiles(), userFilesBefore);
  });
});
