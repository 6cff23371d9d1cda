import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { folders } from "./folders";
import { bridgeOwner } from "../services/bridge";
import { isRunning, type ProcessIdentity } from "../process/processIdentity";

/**
 * The `STICKY_SESSION_HOME` of another lab that runs on this machine; undefined without one.
 * There can be one at a time: they would share the bridge, the ports and the control groups.
 */
export async function otherLab(): Promise<string | undefined> {
  const state = await bridgeOwner();
  if (!state || state === folders.state) {
    return undefined;
  }
  const processes = join(state, "processes");
  for (const name of await readdir(processes).catch(() => [])) {
    const record = JSON.parse(await readFile(join(processes, name), "utf8")) as ProcessIdentity;
    if (isRunning(record)) {
      return dirname(state);
    }
  }
  return undefined;
}
