import { readdir } from "node:fs/promises";
import { join } from "node:path";

import execa from "execa";

import { folders } from "./state/folders";

/** What of the logs is shown. */
export interface LogsOptions {
  /** The name of one log; all when left out. */
  readonly name?: string;
  /** How many of the last lines. */
  readonly lines: number;
  /** Goes on with what is added, until it is interrupted. */
  readonly follow: boolean;
}

/**
 * Prints logs of the lab's processes on stdout.
 *
 * @throws when there is no such log
 */
export async function printLogs({ name, lines, follow }: LogsOptions): Promise<void> {
  const names = await logNames();
  if (names.length === 0) {
    throw new Error("There are no logs: the lab is not up. Bring it up: npm run lab -- up");
  }
  if (name !== undefined && !names.includes(name)) {
    throw new Error(`There is no log ${name}. There is: ${names.join(", ")}`);
  }
  const files = (name === undefined ? names : [name]).map((each) =>
    join(folders.logs, `${each}.log`),
  );
  await execa("tail", [`--lines=${lines}`, ...(follow ? ["--follow=name"] : []), ...files], {
    stdio: "inherit",
    // It ends by the interruption that ends this process too.
    reject: !follow,
  });
}

async function logNames(): Promise<string[]> {
  const files = await readdir(folders.logs).catch(() => []);
  return files
    .filter((file) => file.endsWith(".log"))
    .map((file) => file.slice(0, -".log".length))
    .sort();
}
