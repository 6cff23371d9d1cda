import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const repository = join(__dirname, "../../..");

/** Runs code that has the lab's process functions, with a home of its own; its result is JSON. */
function withLab(home: string, body: string): unknown {
  const program = `
    const lab = require("./lab/process/process");
    const { isRunning } = require("./lab/process/processIdentity");
    const { readFileSync, writeFileSync } = require("node:fs");
    const { stateFiles } = require("./lab/state/stateFiles");
    const { mkdirSync } = require("node:fs");
    mkdirSync(require("./lab/state/folders").folders.state, { recursive: true });
    const start = (script) => lab.startProcess({ name: "it", program: "/bin/sh",
      args: ["-c", script], env: { PATH: process.env.PATH }, fingerprint: "f" });
    (async () => { ${body} })().then((result) => process.stdout.write(JSON.stringify(result)));`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["-r", "./scripts/typescript.cjs", "-e", program],
    { cwd: repository, env: { ...process.env, STICKY_SESSION_HOME: home }, encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

describe("processes of the lab", () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "lab-process-"));
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it("outlive the one that starts them, write to their log, and are found and stopped", () => {
    withLab(home, `return start("echo hello; exec sleep 60");`);
    const found = withLab(
      home,
      `const record = lab.runningProcess("it");
       const log = readFileSync(lab.logFile("it"), "utf8");
       await lab.stopProcess("it", 5);
       return [record.fingerprint, log, isRunning(record), lab.runningProcess("it") ?? null];`,
    );
    assert.deepEqual(found, ["f", "hello\n", false, null]);
  });

  it("that do not end when asked are ended with all that they started", () => {
    const result = withLab(
      home,
      `await start("trap '' TERM; sleep 61 & echo $!; while :; do sleep 1; done");
       while (!readFileSync(lab.logFile("it"), "utf8").includes("\\n")) {}
       const child = Number(readFileSync(lab.logFile("it"), "utf8"));
       const { processIdentity } = require("./lab/process/processIdentity");
       const identity = processIdentity(child);
       await lab.stopProcess("it", 0.2);
       await require("node:timers/promises").setTimeout(100);
       return [isRunning(identity), lab.runningProcess("it") ?? null];`,
    );
    assert.deepEqual(result, [false, null]);
  });

  it("that were killed are stopped with what they have left behind", () => {
    const result = withLab(
      home,
      `const record = await start("sleep 63 & echo $!; wait");
       while (!readFileSync(lab.logFile("it"), "utf8").includes("\\n")) {}
       const { processIdentity } = require("./lab/process/processIdentity");
       const child = processIdentity(Number(readFileSync(lab.logFile("it"), "utf8")));
       process.kill(record.pid, "SIGKILL");
       while (isRunning(record)) {}
       const found = [lab.runningProcess("it") ?? null, lab.processGroup("it") === record.pid];
       await lab.stopProcess("it", 1);
       return [...found, isRunning(child), lab.processGroup("it") ?? null];`,
    );
    assert.deepEqual(result, [null, true, false, null]);
  });

  it("that end when asked are ended with what they started and what did not hear of it", () => {
    const result = withLab(
      home,
      `await start("(trap '' TERM; while :; do sleep 1; done) & echo $!; wait");
       while (!readFileSync(lab.logFile("it"), "utf8").includes("\\n")) {}
       const { processIdentity } = require("./lab/process/processIdentity");
       const identity = processIdentity(Number(readFileSync(lab.logFile("it"), "utf8")));
       await require("node:timers/promises").setTimeout(100);
       await lab.stopProcess("it", 5);
       await require("node:timers/promises").setTimeout(100);
       return isRunning(identity);`,
    );
    assert.equal(result, false);
  });

  it("that ended and whose id another one has now are left alone", () => {
    const result = withLab(
      home,
      `const record = await start("exec sleep 62");
       const file = stateFiles.processes + "/it.json";
       writeFileSync(file, JSON.stringify({ ...record, startTime: "1" }));
       const found = lab.runningProcess("it") ?? lab.processGroup("it") ?? null;
       await lab.stopProcess("it", 1);
       const spared = isRunning(record);
       process.kill(record.pid);
       return [found, spared];`,
    );
    assert.deepEqual(result, [null, true]);
  });

  it("of a program that there is not are an error", () => {
    const result = withLab(
      home,
      `return lab.startProcess({ name: "it", program: "/no/such/program", args: [], env: {},
         fingerprint: "f" }).then(() => "started", (error) => error.message);`,
    );
    assert.equal(result, "spawn /no/such/program ENOENT");
  });
});
