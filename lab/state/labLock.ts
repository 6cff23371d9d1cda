import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { folders } from "./folders";
import { withLock } from "./lock";
import type { Report } from "../progress/report";
import { abandonable } from "../process/wait";

/** Who waits for the lock, and how long. */
interface LockOptions {
  /** Told who has the lock. */
  readonly report: Report;
  /** Gives the wait up. */
  readonly signal: AbortSignal;
}

/** One `up` or `down` at a time. */
export async function locked<T>(
  { report, signal }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(folders.root, { recursive: true });
  let obtained!: () => void;
  const lock = new Promise<void>((resolve) => {
    obtained = resolve;
  });
  const done = withLock(
    join(folders.root, "lab.lock"),
    async () => {
      obtained();
      return work();
    },
    (pid) => {
      report(`Process ${pid} is starting or stopping the lab; waiting for it.`);
    },
  );
  // The wait can be given up; work that has begun comes to its own end.
  await abandonable(Promise.race([lock, done]), signal);
  return done;
}
