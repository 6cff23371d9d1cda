import { execFile } from "node:child_process";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

import { mainFile } from "./configuration";
import type { Generation } from "./generations";

const run = promisify(execFile);

/**
 * Lets HAProxy read a configuration without using it.
 *
 * @param haproxy - absolute path of the program
 * @throws with HAProxy's own words when it would not start with it
 */
export async function check(haproxy: string, { folder }: Generation): Promise<void> {
  try {
    await run(haproxy, ["-c", "-q", "-f", join(folder, mainFile)]);
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    throw new Error(`HAProxy refuses the configuration: ${stderr.trim() || message}`);
  }
}

/**
 * Has HAProxy's master start new workers with the configuration in force. The old ones keep their
 * connections until those end, and hand the listening sockets over: no connection is refused.
 *
 * @param masterSocket - absolute path
 * @throws when HAProxy does not run
 */
export async function reload(masterSocket: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(masterSocket, () => {
      socket.end("reload\n");
    });
    socket.on("error", reject);
    // The answer ends when the master begins anew.
    socket.resume().on("close", (failed) => {
      if (!failed) {
        resolve();
      }
    });
  });
}
