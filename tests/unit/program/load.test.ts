import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const loader = join(__dirname, "../../../scripts/program/load.cjs");

describe("the program that pulumi runs", () => {
  let root: string;
  const cache = () => join(root, "node_modules/.cache/program");

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "program-")));
    write({ "package.json": "{}", "node_modules/.package-lock.json": "1" });
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(root, file, ".."), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  }

  /** Runs the program as its host does, and prints what index.ts exports. */
  function run(): { stdout: string; stderr: string } {
    const program = `
      process.on("uncaughtException", (error) => console.error(error.stack));
      process.on("unhandledRejection", (error) => console.error(error.stack));
      console.log(JSON.stringify(require(process.argv[1]).load(process.argv[2])))`;
    return spawnSync(process.execPath, ["-e", program, loader, root], { encoding: "utf8" });
  }

  function exported(): unknown {
    const { stdout, stderr } = run();
    assert.equal(stderr, "");
    return JSON.parse(stdout);
  }

  /** Changes what is kept, so that whatever uses it shows. */
  function changeKept(end: string, from: string, to: string): void {
    const files = readdirSync(cache()).filter((name) => name.endsWith(end));
    assert.ok(files.length > 0);
    for (const file of files) {
      const text = readFileSync(join(cache(), file), "utf8");
      assert.ok(text.includes(from), text);
      writeFileSync(join(cache(), file), text.replaceAll(from, to));
    }
  }

  it("runs index.ts and what it imports, whose types are not checked", () => {
    write({
      "index.ts": 'import { url } from "./parts/url"; export const wrong: number = url("a");',
      "parts/url.ts": "export const url = (host: string): string => `http://${host}`;",
    });
    assert.deepEqual(exported(), { wrong: "http://a" });
  });

  it("is compiled once", () => {
    write({ "index.ts": 'export const word = "made";' });
    assert.deepEqual(exported(), { word: "made" });
    changeKept(".json", "made", "kept");
    for (const name of readdirSync(cache()).filter((file) => file.endsWith(".bin"))) {
      rmSync(join(cache(), name));
    }
    assert.deepEqual(exported(), { word: "kept" });
  });

  it("is compiled again when a source changes", () => {
    write({
      "index.ts": 'import { word } from "./parts/word"; export const said = word;',
      "parts/word.ts": 'export const word = "old";',
    });
    assert.deepEqual(exported(), { said: "old" });
    write({ "parts/word.ts": 'export const word = "new";' });
    assert.deepEqual(exported(), { said: "new" });
  });

  it("is compiled again when another file becomes what an import finds", () => {
    write({
      "index.ts": 'import { word } from "./parts/word"; export const said = word;',
      "parts/word.js": 'exports.word = "old";',
    });
    assert.deepEqual(exported(), { said: "old" });
    write({ "parts/word.ts": 'export const word = "new";' });
    assert.deepEqual(exported(), { said: "new" });
  });

  it("is compiled again when a source is gone, and says what is missing", () => {
    write({ "index.ts": 'import "./word"; export const a = 1;', "word.ts": "export {};" });
    exported();
    rmSync(join(root, "word.ts"));
    assert.match(run().stderr, /SyntaxError: .*Could not resolve "\.\/word"\s+index\.ts:1:7:/s);
  });

  it("takes the packages of the component out of one file until npm changes them", () => {
    const version = (word: string) => `exports.word = "${word}";`;
    write({
      "index.ts": 'import { word } from "yaml"; export const said = word;',
      "node_modules/yaml/index.js": version("old"),
    });
    assert.deepEqual(exported(), { said: "old" });
    write({ "node_modules/yaml/index.js": version("new") });
    assert.deepEqual(exported(), { said: "old" });
    write({ "node_modules/.package-lock.json": "2" });
    assert.deepEqual(exported(), { said: "new" });
  });

  it("loads other packages, and Pulumi's, as Node does", () => {
    write({
      "index.ts": `
        import { word } from "other";
        import { host } from "@pulumi/pulumi";
        export const said = [word, host];`,
      "node_modules/other/index.js": 'exports.word = require("node:path").basename(__filename);',
      "node_modules/@pulumi/pulumi/index.js": "exports.host = module.children.length;",
      "node_modules/@pulumi/kubernetes/index.js": 'require("@pulumi/pulumi")',
    });
    assert.deepEqual(exported(), { said: ["index.js", 0] });
  });

  it("loads what is imported at run time only then", () => {
    write({
      "index.ts":
        'export const later = typeof import("yaml").then; globalThis.loaded ??= "no"; export const now = globalThis.loaded;',
      "node_modules/yaml/package.json": '{ "type": "module", "exports": "./index.js" }',
      "node_modules/yaml/index.js": 'globalThis.loaded = "yes"; export const a = 1;',
    });
    assert.deepEqual(exported(), { later: "function", now: "no" });
  });

  it("names the source's line of an error that nobody handles", () => {
    const thrown = 'throw new Error("lost");';
    write({
      "index.ts": `type A = string;\nimport { fail } from "./parts/fail";\nfail("now" as A);`,
      "parts/fail.ts": `interface B { a: string }\n\nexport function fail(at: string): void {\n  if (at === "now") {\n    ${thrown}\n  }\n}`,
    });
    const { stderr } = run();
    assert.ok(stderr.includes(`fail (${root}/parts/fail.ts:5:11)`), stderr);
    assert.ok(stderr.includes(`${root}/index.ts:3:1`), stderr);
    assert.ok(!stderr.includes("program.js"), stderr);
  });

  it("names it too where a promise is rejected", () => {
    write({
      "index.ts": `interface B { a: string }\nvoid Promise.resolve().then(() => {\n  throw new Error("lost");\n});`,
    });
    const { stderr } = run();
    assert.ok(stderr.includes(`${root}/index.ts:3:9`), stderr);
  });

  it("runs where nothing can be kept", () => {
    write({
      "index.ts": "export const a = 1;",
      "node_modules/.cache": "a file, where a folder has to be",
    });
    assert.deepEqual(exported(), { a: 1 });
    assert.deepEqual(exported(), { a: 1 });
  });
});
