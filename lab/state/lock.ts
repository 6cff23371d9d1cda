import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

import { isRunning, ownIdentity, type ProcessIdentity } from "../process/processIdentity";

const pollMilliseconds = 200;

/**
 * Runs `work` while this process holds the lock file `path`; waits as long as another one does.
 * The file names its holder, and a holder that no longer runs has lost it.
 *
 * @param onWait - called once, with the holder's process id, if there is a wait
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait: (pid: number) => void,
): Promise<T> {
  let waited = false;
  while (!(await take(path))) {
    const holder = await read(path);
    if (holder && isRunning(holder)) {
      if (!waited) {
        onWait(holder.pid);
        waited = true;
      }
      await sleep(pollMilliseconds);
    } else if (holder) {
      await clear(path, holder);
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** A link appears with its content or not at all, so a lock is never seen without its holder. */
async function take(path: string): Promise<boolean> {
  // Two builds of one process may ask for the same lock at once: the process id would not do.
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, JSON.stringify(ownIdentity()));
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) {
      return false;
    }
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Takes a lock away from a holder that no longer runs, unless it is somebody else's by now. */
async function clear(path: string, lost: ProcessIdentity): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    const found = await read(aside);
    if (found && !isDeepStrictEqual(found, lost)) {
      await link(aside, path);
    }
  } catch (error) {
    // Another process was faster, either to take the lock away or to have it.
    if (!isCode(error, "ENOENT") && !isCode(error, "EEXIST")) {
      throw error;
    }
  } finally {
    await rm(aside, { force: true });
  }
}

/** Who holds a lock whose file is damaged: nobody, since no process has this identity. */
const nobody: ProcessIdentity = { pid: 0, startTime: "" };

/** The holder; undefined when the lock is free by now. */
async function read(path: string): Promise<ProcessIdentity | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) {
      return undefined;
    }
    throw error;
  }
  try {
    return JSON.parse(text) as ProcessIdentity;
  } catch {
    return nobody;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
