import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(__dirname, "../../..");
const file = join(root, "scripts/program/pulumi.cjs");

type Import = (id: string) => Record<string, unknown>;

interface Cache {
  read(file: string): Buffer | undefined;
  keep(file: string, content: string): void;
}

interface Parts {
  readonly withPulumiInParts: (
    versions: readonly string[],
    fromRoot: Import,
    cache: Cache,
  ) => Import;
}

describe("@pulumi/pulumi in a program that pulumi runs", () => {
  const fromRoot = createRequire(join(root, "package.json")) as Import;
  const { withPulumiInParts } = createRequire(__filename)(file) as Parts;
  const kept = new Map<string, Buffer>();
  const versions = ["of all packages"];
  const cache = {
    read: (file: string) => kept.get(file),
    keep: (file: string, content: string) => kept.set(file, Buffer.from(content)),
  };

  for (const when of ["at first", "from what was kept"]) {
    for (const id of ["@pulumi/pulumi", "@pulumi/pulumi/runtime"]) {
      it(`has ${when} what ${id} exports`, () => {
        const own = withPulumiInParts(versions, fromRoot, cache)(id);
        const whole = fromRoot(id);
        assert.deepEqual(Object.keys(own), Object.keys(whole));
        assert.equal(own.__esModule, true);
        for (const [key, value] of Object.entries(whole).filter(([name]) => name !== "runtime")) {
          assert.equal(own[key], value, key);
        }
      });
    }
  }

  it("leaves every other import as it is", () => {
    const imported = withPulumiInParts(versions, fromRoot, cache);
    assert.equal(imported("yaml"), fromRoot("yaml"));
    assert.equal(imported("@pulumi/pulumi/output"), fromRoot("@pulumi/pulumi/output"));
  });

  it("loads no compiler and no package manager before they are used", () => {
    const script = `
      const [root, file, places] = process.argv.slice(1);
      const fromRoot = require("node:module").createRequire(root + "/package.json");
      const cache = { read: () => Buffer.from(places), keep: () => {} };
      const imported = require(file).withPulumiInParts([], fromRoot, cache);
      const loaded = () => ["typescript/lib/typescript.js", "@npmcli/arborist/lib/index.js"].filter(
        (end) => Object.keys(require.cache).some((path) => path.endsWith(end)));
      const { ComponentResource, Config, log, output, runtime, StackReference } = imported("@pulumi/pulumi");
      runtime.isDryRun();
      const before = loaded();
      runtime.serializeFunction;
      console.log(JSON.stringify([before, loaded()]));`;
    const places = [...kept.values()][0]?.toString() ?? assert.fail("nothing was kept");
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script, root, file, places], {
      encoding: "utf8",
    });
    assert.equal(stderr, "");
    const [before, after] = JSON.parse(stdout) as string[][];
    assert.deepEqual(before, []);
    assert.deepEqual(after, ["typescript/lib/typescript.js", "@npmcli/arborist/lib/index.js"]);
  });
});
