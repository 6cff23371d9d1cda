import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { folders } from "../state/folders";

/** What a program's build took. */
export interface BuildRecord {
  /** From its start to its end. */
  readonly seconds: number;
  /** Of Go's compiler, assembler and linker, on all processors. What Go had compiled for another program is not in it. */
  readonly processorSeconds: number;
}

/** A program that was built on this machine. */
export interface Build extends BuildRecord {
  readonly name: string;
}

/** The record's name, beside the executable. */
const file = "build.json";

/** Keeps a record in the folder of what was built. */
export async function keepRecord(folder: string, record: BuildRecord): Promise<void> {
  await writeFile(join(folder, file), JSON.stringify(record));
}

/** The newest build of each program whose record is in the cache, in the order of their names. */
export async function recordedBuilds(cache = folders.cache): Promise<Build[]> {
  const entries = await readdir(cache).catch(() => []);
  const found: { readonly build: Build; readonly at: number }[] = [];
  for (const entry of entries.toSorted()) {
    const [, name] = /^([^.].*)-[0-9a-f]{12}$/.exec(entry) ?? [];
    const path = join(cache, entry, file);
    const at = (await stat(path).catch(() => undefined))?.mtimeMs;
    if (name !== undefined && at !== undefined) {
      const record = JSON.parse(await readFile(path, "utf8")) as BuildRecord;
      found.push({ build: { name, ...record }, at });
    }
  }
  return found
    .filter(({ build, at }) =>
      found.every((other) => other.build.name !== build.name || other.at <= at),
    )
    .map(({ build }) => build);
}

/** A step of `go build`, as far as it is read here. Times are in nanoseconds. */
interface Action {
  readonly CmdUser?: number;
  readonly CmdSys?: number;
}

/** The processor seconds of all commands in a file of `go build -debug-actiongraph`, which is removed. */
export async function processorSecondsOf(graph: string): Promise<number> {
  const actions = JSON.parse(await readFile(graph, "utf8")) as Action[];
  await rm(graph);
  return actions.reduce(
    (sum, { CmdUser = 0, CmdSys = 0 }) => sum + (CmdUser + CmdSys) / 1_000_000_000,
    0,
  );
}
