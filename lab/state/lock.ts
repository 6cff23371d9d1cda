import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

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
    } else {
      await rm(path, { force: true });
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
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      return false;
    }
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** The holder; undefined when the lock is gone by now or the file is damaged. */
async function read(path: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
