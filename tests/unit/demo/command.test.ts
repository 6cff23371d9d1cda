import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Commands } from "../../../demo/command";
import type { Interruption } from "../../../cli/interruption";

/** An interruption that the test causes itself. */
class TestInterruption implements Interruption {
  private readonly controller = new AbortController();
  private readonly listeners = new Set<() => void>();
  readonly signal = this.controller.signal;

  onSignal(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  exitCode(): number | undefined {
    return this.signal.aborted ? 130 : undefined;
  }

  interrupt(): void {
    this.controller.abort();
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}

describe("demo commands", () => {
  let folder: string;
  let interruption: TestInterruption;
  let commands: Commands;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-test-"));
    interruption = new TestInterruption();
    commands = new Commands(interruption);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function node(script: string, output: "returned" | "shown and returned" = "returned") {
    return commands.run({
      file: process.execPath,
      args: ["--eval", script],
      directory: folder,
      environment: { GREETING: "hello" },
      output,
    });
  }

  it("return stdout and the exit code, with the environment added", async () => {
    const result = await node("console.log(process.env.GREETING); process.exitCode = 3");
    assert.deepEqual(result, { exitCode: 3, output: "hello" });
  });

  it("return stderr too where both are shown", async () => {
    const { output } = await node('console.error("to stderr")', "shown and returned");
    assert.equal(output, "to stderr");
  });

  it("say so where the program does not exist", async () => {
    const running = commands.run({
      file: "no-such-program",
      args: [],
      directory: folder,
      output: "returned",
    });
    await assert.rejects(running, /`no-such-program` cannot be started: .*PATH/);
  });

  it("pass an interruption on once, and wait for the end", async () => {
    const log = join(folder, "log");
    const running = node(`
      const { appendFileSync } = require("node:fs");
      process.on("SIGINT", () => {
        appendFileSync("log", "interrupted\\n");
        setTimeout(() => { appendFileSync("log", "cleaned up\\n"); process.exit(0); }, 300);
      });
      appendFileSync("log", "started\\n");
      setInterval(() => {}, 1000);
    `);
    while (!existsSync(log)) {
      await sleep(10);
    }
    interruption.interrupt();
    await assert.rejects(running, { name: "AbortError" });
    assert.equal(readFileSync(log, "utf8"), "started\ninterrupted\ncleaned up\n");
  });

  it("kill a program that three signals do not end", async () => {
    const running = node(`
      process.on("SIGINT", () => {});
      require("node:fs").writeFileSync("log", "started");
      setInterval(() => {}, 1000);
    `);
    while (!existsSync(join(folder, "log"))) {
      await sleep(10);
    }
    interruption.interrupt();
    interruption.interrupt();
    interruption.interrupt();
    await assert.rejects(running, { name: "AbortError" });
  });

  it("are not started after an interruption", async () => {
    interruption.interrupt();
    await assert.rejects(node('require("node:fs").writeFileSync("log", "")'), {
      name: "AbortError",
    });
    assert.ok(!existsSync(join(folder, "log")));
  });
});
