import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepRecord, processorSecondsOf, recordedBuilds } from "../../../lab/builds/buildRecord";

describe("what a build took", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-test-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is the sum of what Go's commands took, and the file is gone then", async () => {
    const graph = join(folder, "graph.json");
    // As `go build -debug-actiongraph` of Go 1.26 writes it: what was compiled before has no times.
    writeFileSync(
      graph,
      JSON.stringify([
        { ID: 0, Mode: "link-install", Package: "x" },
        { ID: 1, Mode: "link", CmdReal: 594486803, CmdUser: 147964000, CmdSys: 140169000 },
        { ID: 2, Mode: "build", CmdReal: 20519610, CmdUser: 9601000, CmdSys: 6343000 },
      ]),
    );
    assert.equal((await processorSecondsOf(graph)).toFixed(6), "0.304077");
    assert.equal(existsSync(graph), false);
  });

  it("is kept beside the program, and read of the newest one", async () => {
    const builds = [
      ["coredns-0123456789ab", { seconds: 90, processorSeconds: 150 }, 1],
      ["coredns-ba9876543210", { seconds: 60, processorSeconds: 100 }, 2],
      ["a-b-0123456789ab", { seconds: 1, processorSeconds: 2 }, 3],
    ] as const;
    for (const [name, record, at] of builds) {
      mkdirSync(join(folder, name));
      await keepRecord(join(folder, name), record);
      utimesSync(join(folder, name, "build.json"), at, at);
    }
    // Of an earlier version, and of a build that goes on.
    mkdirSync(join(folder, "traefik-0123456789ab"));
    mkdirSync(join(folder, ".unfinished-1-2-abc"));
    assert.deepEqual(await recordedBuilds(folder), [
      { name: "a-b", seconds: 1, processorSeconds: 2 },
      { name: "coredns", seconds: 60, processorSeconds: 100 },
    ]);
  });

  it("is nothing where nothing was built", async () => {
    assert.deepEqual(await recordedBuilds(join(folder, "absent")), []);
  });
});
