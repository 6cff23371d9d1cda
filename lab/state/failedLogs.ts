import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "./exists";
import { folders } from "./folders";

/** Where the logs of a start that failed are kept when the rest is taken down. */
const failedLogs = join(folders.root, "logs-of-failed-start");

/** Keeps the logs of a start that failed in place of those of an earlier one. */
export async function keepLogs(): Promise<void> {
  await rm(failedLogs, { recursive: true, force: true });
  if (await exists(folders.logs)) {
    await rename(folders.logs, failedLogs);
  }
}

/** The same error with the paths that its logs have now. */
export function withKeptLogs(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(message.replaceAll(folders.logs, failedLogs), { cause: error });
}
