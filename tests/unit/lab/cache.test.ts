import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { cacheKey } from "../../../lab/cache/cacheKey";

const repository = join(__dirname, "../../..");

/**
 * A process of its own that asks for the folder "thing" of the input "a". `body` is the code of
 * its `make`, which has `folder`, `log(line)` and `existsFile(name)`, which waits for a file in `home`. The folder's path is its output.
 */
function ask(home: string, body: string): ChildProcess & { output: () => string } {
  const program = `
    const { appendFileSync, existsSync, writeFileSync } = require("node:fs");
    const { join } = require("node:path");
    const { setTimeout: sleep } = require("node:timers/promises");
    const log = (line) => appendFileSync(${JSON.stringify(join(home, "log"))}, line + "\\n");
    const existsFile = async (name) => {
      while (!existsSync(join(${JSON.stringify(home)}, name))) await sleep(20);
    };
    const { cached } = require("./lab/cache/cache");
    cached("thing", ["a"], async (folder) => { ${body} }, log)
      .then((path) => process.stdout.write(path), (error) => {
        process.stdout.write(error.message);
        process.exitCode = 1;
      });`;
  const child = spawn(process.execPath, ["-r", "./scripts/typescript.cjs", "-e", program], {
    cwd: repository,
    env: { ...process.env, STICKY_SESSION_HOME: home },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  return Object.assign(child, { output: () => output });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await sleep(20);
  }
}

describe("cached", () => {
  let home: string;
  const log = () => (existsSync(join(home, "log")) ? readFileSync(join(home, "log"), "utf8") : "");
  const inCache = () => readdirSync(join(home, "cache"));

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "sticky-session-cache-"));
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it("makes a folder once, also when two processes ask for it at once", async () => {
    // Until the other one waits, however long that takes to start.
    const body = `log("made by " + process.pid); await existsFile("go"); writeFileSync(folder + "/file", "content");`;
    const asked = [ask(home, body), ask(home, body)];
    await until(() => log().includes("waiting for it"));
    writeFileSync(join(home, "go"), "");
    await Promise.all(asked.map((child) => once(child, "close")));
    const later = ask(home, body);
    await once(later, "close");

    const path = later.output();
    assert.match(basename(path), /^thing-[0-9a-f]{12}$/);
    assert.equal(readFileSync(join(path, "file"), "utf8"), "content");
    assert.deepEqual(
      asked.map((child) => child.output()),
      [path, path],
    );
    assert.equal(log().match(/made by/g)?.length, 1, log());
    assert.match(log(), /thing: process \d+ is making it; waiting for it/);
    assert.deepEqual(inCache(), [basename(path)]);
  });

  it("leaves nothing and passes the error on when making fails, and can be asked again", async () => {
    const failing = ask(home, `writeFileSync(folder + "/half", ""); throw new Error("no luck");`);
    assert.deepEqual(await once(failing, "close"), [1, null]);
    assert.equal(failing.output(), "no luck");
    assert.deepEqual(inCache(), []);

    const again = ask(home, "");
    assert.deepEqual(await once(again, "close"), [0, null]);
  });

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it(`leaves no half-made folder on ${signal}`, async () => {
      const child = ask(
        home,
        `writeFileSync(folder + "/half", ""); log("half"); await sleep(1e6);`,
      );
      await until(() => log().includes("half"));
      child.kill(signal);
      assert.deepEqual(await once(child, "close"), [code, null]);
      assert.deepEqual(
        inCache().filter((entry) => !entry.endsWith(".lock")),
        [],
      );
    });
  }

  it("recovers from a process that was killed in the middle", async () => {
    const killed = ask(home, `log("half"); await sleep(1e6);`);
    await until(() => log().includes("half"));
    killed.kill("SIGKILL");
    await once(killed, "close");
    assert.equal(inCache().length, 2, "the lock and the unfinished folder are still there");

    const child = ask(home, "");
    assert.deepEqual(await once(child, "close"), [0, null]);
    assert.deepEqual(inCache(), [basename(child.output())]);
  });

  it("does not take the lock of a process whose id was given to another one", async () => {
    const first = ask(home, "");
    await once(first, "close");
    rmSync(first.output(), { recursive: true });
    // This test's process runs, but did not start at the clock tick 1.
    writeFileSync(`${first.output()}.lock`, JSON.stringify({ pid: process.pid, startTime: "1" }));
    const second = ask(home, "");
    assert.deepEqual(await once(second, "close"), [0, null]);
    assert.equal(second.output(), first.output());
  });
});

describe("cacheKey", () => {
  let folder: string;
  const write = (path: string, content: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), content);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-key-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is the same for the same content in another place", async () => {
    write("one/program/main.go", "package main");
    write("two/program/main.go", "package main");
    assert.equal(
      await cacheKey([{ folder: join(folder, "one/program") }]),
      await cacheKey([{ folder: join(folder, "two/program") }]),
    );
    assert.equal(
      await cacheKey([{ file: join(folder, "one/program/main.go") }]),
      await cacheKey([{ file: join(folder, "two/program/main.go") }]),
    );
  });

  it("changes with every text, content, file name and nested file", async () => {
    write("f/main.go", "a");
    const keys = [
      await cacheKey([]),
      await cacheKey(["a"]),
      await cacheKey(["ab"]),
      await cacheKey(["a", "b"]),
      await cacheKey([{ file: join(folder, "f/main.go") }]),
      await cacheKey([{ folder: join(folder, "f") }]),
    ];
    write("f/main.go", "b");
    keys.push(await cacheKey([{ folder: join(folder, "f") }]));
    write("f/nested/more.go", "");
    keys.push(await cacheKey([{ folder: join(folder, "f") }]));
    rmSync(join(folder, "f/nested"), { recursive: true });
    write("f/more.go", "");
    keys.push(await cacheKey([{ folder: join(folder, "f") }]));
    assert.equal(new Set(keys).size, keys.length, keys.join(" "));
  });
});
