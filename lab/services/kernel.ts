import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { exists } from "../state/exists";
import { folders } from "../state/folders";
import type { Service } from "./service";

/** What the lab needs; the bridge ones exist only where the kernel filters bridged traffic. */
const needed: Readonly<Record<string, string>> = {
  "net/ipv4/ip_forward": "1",
  "net/bridge/bridge-nf-call-iptables": "1",
  "net/bridge/bridge-nf-call-ip6tables": "1",
};

/** What the kubelet and kube-proxy set by themselves, without a way to keep them from it. */
const setByOthers = [
  "vm/overcommit_memory",
  "vm/panic_on_oom",
  "kernel/panic",
  "kernel/panic_on_oops",
  "kernel/keys/root_maxkeys",
  "kernel/keys/root_maxbytes",
  "net/ipv4/conf/all/route_localnet",
];

/** The values from before the lab. */
const recordFile = join(folders.state, "kernel.json");

/** Kernel settings; the values from before come back when the lab goes. */
export const kernel: Service = {
  name: "kernel",
  describe: "packet forwarding",
  needs: [],

  async start() {
    if (!(await exists(recordFile))) {
      const before: Record<string, string> = {};
      for (const name of [...Object.keys(needed), ...setByOthers]) {
        const value = await read(name);
        if (value !== undefined) {
          before[name] = value;
        }
      }
      await writeFile(recordFile, JSON.stringify(before, undefined, 2));
    }
    for (const [name, value] of await unmet()) {
      await writeFile(path(name), value);
    }
  },

  async check() {
    const different = (await unmet()).map(([name, value]) => `${name} is not ${value}`);
    return different.length > 0
      ? { state: "failing", reason: different.join(", ") }
      : { state: "running" };
  },

  async stop() {
    if (!(await exists(recordFile))) {
      return;
    }
    const before = JSON.parse(await readFile(recordFile, "utf8")) as Record<string, string>;
    for (const [name, value] of Object.entries(before)) {
      if ((await read(name)) !== value) {
        await writeFile(path(name), value);
      }
    }
    await rm(recordFile);
  },
};

function path(name: string): string {
  return join("/proc/sys", name);
}

/** Undefined for a setting that this kernel does not have. */
async function read(name: string): Promise<string | undefined> {
  return readFile(path(name), "utf8").then(
    (value) => value.trim(),
    () => undefined,
  );
}

async function unmet(): Promise<[string, string][]> {
  const settings = Object.entries(needed);
  const values = await Promise.all(settings.map(([name]) => read(name)));
  return settings.filter(([, value], index) => {
    const actual = values[index];
    return actual !== undefined && actual !== value;
  });
}
