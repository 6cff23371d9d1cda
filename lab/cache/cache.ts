import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";

import { cacheKey, type CacheInput } from "./cacheKey";
import { exists } from "../state/exists";
import { folders } from "../state/folders";
import { withLock } from "../state/lock";
import { isRunning, ownIdentity } from "../process/processIdentity";
import type { Report } from "../progress/report";

export type { CacheInput } from "./cacheKey";

/** Folders that this process is making now. */
const unfinished = new Set<string>();

/** What this process was asked for and has not answered yet, by the folder's path. */
const underWay = new Map<string, Promise<string>>();

/**
 * The path of the folder that `make` makes from `inputs`: made once, then reused by every clone.
 *
 * The folder appears with its final name only when `make` has succeeded. Two processes that ask
 * for the same folder at once make it once. Safe against Ctrl-C and a killed process: what those
 * leave unfinished is removed at the end of the process or by the next call.
 *
 * @param name - first part of the folder's name
 * @param inputs - everything that the result depends on
 * @param make - fills the empty folder that it is given, which gets its final path afterwards
 * @param report - told when another process makes the folder and this one waits for it
 * @throws what `make` throws; nothing is left then
 */
export async function cached(
  name: string,
  inputs: readonly CacheInput[],
  make: (folder: string) => Promise<void>,
  report?: Report,
): Promise<string> {
  const folder = join(folders.cache, `${name}-${await cacheKey(inputs)}`);
  const earlier = underWay.get(folder);
  if (earlier) {
    return earlier;
  }
  const made = makeOnce(name, folder, make, report).finally(() => underWay.delete(folder));
  underWay.set(folder, made);
  return made;
}

async function makeOnce(
  name: string,
  folder: string,
  make: (folder: string) => Promise<void>,
  report?: Report,
): Promise<string> {
  if (await exists(folder)) {
    return folder;
  }
  await mkdir(folders.cache, { recursive: true });
  await withLock(
    `${folder}.lock`,
    async () => {
      await removeAbandoned();
      if (!(await exists(folder))) {
        await makeAtOnce(folder, make);
      }
    },
    (pid) => report?.(`${name}: process ${pid} is making it; waiting for it`),
  );
  return folder;
}

/** Makes the folder under a temporary name that tells who makes it, then renames it. */
async function makeAtOnce(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const { pid, startTime } = ownIdentity();
  cleanUpAtExit();
  const temporary = await mkdtemp(join(folders.cache, `.unfinished-${pid}-${startTime}-`));
  unfinished.add(temporary);
  try {
    await make(temporary);
    try {
      await rename(temporary, folder);
    } catch (error) {
      // A lock that was taken for stale can let two in; the first result is as good as this one.
      if (!(await exists(folder))) {
        throw error;
      }
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
    unfinished.delete(temporary);
  }
}

/** Removes what killed processes left. */
async function removeAbandoned(): Promise<void> {
  for (const entry of await readdir(folders.cache)) {
    const [, pid, startTime] = /^\.unfinished-(\d+)-(\d+)-/.exec(entry) ?? [];
    if (pid && startTime && !isRunning({ pid: Number(pid), startTime })) {
      await rm(join(folders.cache, entry), { recursive: true, force: true });
    }
  }
}

let exitHandled = false;

/**
 * Removes unfinished folders when the process ends. A signal ends a process without its "exit"
 * event, so signals that nobody handles become an ordinary exit here.
 */
function cleanUpAtExit(): void {
  if (exitHandled) {
    return;
  }
  exitHandled = true;
  process.on("exit", () => {
    for (const folder of unfinished) {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    if (process.listenerCount(signal) === 0) {
      process.on(signal, () => process.exit(128 + constants.signals[signal]));
    }
  }
}
