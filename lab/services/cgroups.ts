import { mkdir, readFile, rmdir } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { exists } from "../state/exists";
import { killProcesses } from "../process/process";
import { type ProcessIdentity, processIdentity } from "../process/processIdentity";
import type { Service } from "./service";

/** The control group that all pods of the lab are in. */
export const rootCgroup = "/sticky-session";

/** Control groups: one tree a controller (version 1) or one for all (version 2). */
export const cgroups: Service = {
  name: "cgroups",
  describe: "control groups of the pods",
  needs: [],

  async start() {
    for (const folder of await roots()) {
      if (!(await exists(folder))) {
        await mkdir(folder);
      }
    }
  },

  async check() {
    const address = rootCgroup;
    for (const folder of await roots()) {
      if (!(await exists(folder))) {
        return { state: "stopped", address, reason: `${folder} is missing` };
      }
    }
    return { state: "running", address };
  },

  async stop() {
    await killMembers();
    for (const folder of await roots()) {
      for (const group of groups(folder).reverse()) {
        await removeGroup(group);
      }
    }
  },
};

/** Ends everything that runs in a pod of the lab, also what was forked meanwhile. */
export async function killMembers(): Promise<void> {
  for (let members = await processes(); members.length > 0; members = await processes()) {
    await killProcesses(members);
  }
}

async function processes(): Promise<ProcessIdentity[]> {
  const members = new Map<number, ProcessIdentity>();
  for (const group of (await roots()).flatMap(groups)) {
    const list = await readFile(join(group, "cgroup.procs"), "utf8").catch(() => "");
    for (const pid of list.split("\n").filter(Boolean).map(Number)) {
      const identity = processIdentity(pid);
      if (identity) {
        members.set(pid, identity);
      }
    }
  }
  return [...members.values()];
}

/** The lab's folder in each hierarchy that is mounted. */
async function roots(): Promise<string[]> {
  const mounts = (await readFile("/proc/self/mounts", "utf8")).split("\n");
  const points = mounts
    .map((line) => line.split(" "))
    .filter(([, , type]) => type === "cgroup" || type === "cgroup2")
    .map(([, point = ""]) => point);
  return points.map((point) => join(point, rootCgroup));
}

/** A group and all below it, the outer ones first; none when it does not exist. */
function groups(folder: string): string[] {
  try {
    const below = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => groups(join(folder, entry.name)));
    return [folder, ...below];
  } catch {
    // It went away since its parent was read, or never was.
    return [];
  }
}

/** The kernel frees a group some time after its last process has ended. */
async function removeGroup(group: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rmdir(group);
      return;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") {
        return;
      }
      if (attempt === 40) {
        throw error;
      }
      await sleep(50);
    }
  }
}
