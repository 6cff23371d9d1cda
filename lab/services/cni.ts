import { mkdir, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { exists } from "../state/exists";
import { network } from "../network/network";
import { stateFiles } from "../state/stateFiles";
import type { Service } from "./service";

/** The name of the pod network. */
const networkName = "sticky-session";

/** The folder that containerd reads the configuration from. */
export const cniConfiguration = join(stateFiles.cni, "net.d");

const file = join(cniConfiguration, "10-sticky-session.conflist");

/** Where containerd keeps the result of each plugging; its path cannot be configured. */
const resultsFolder = "/var/lib/cni/results";

const content = JSON.stringify(
  {
    cniVersion: "1.0.0",
    name: networkName,
    plugins: [
      {
        type: "bridge",
        bridge: network.bridge,
        isGateway: true,
        hairpinMode: true,
        ipam: {
          type: "host-local",
          dataDir: join(stateFiles.cni, "addresses"),
          ranges: [[{ subnet: network.podSubnet, gateway: network.nodeAddress }]],
          routes: [{ dst: "0.0.0.0/0" }],
        },
      },
    ],
  },
  undefined,
  2,
);

/** How containerd plugs pods into the bridge. */
export const cni: Service = {
  name: "cni",
  describe: "connects pods to the bridge",
  needs: ["bridge"],

  async start() {
    await mkdir(cniConfiguration, { recursive: true });
    await writeFile(file, content);
  },

  async check() {
    const address = network.podSubnet;
    return (await exists(file))
      ? { state: "running", address }
      : { state: "stopped", address, reason: `${file} is missing` };
  },

  async stop() {
    for (const { path } of await results()) {
      await rm(path, { force: true });
    }
    for (const folder of [resultsFolder, "/var/lib/cni"]) {
      // Others' results stay, and their folder with them.
      await rmdir(folder).catch(() => undefined);
    }
    await rm(stateFiles.cni, { recursive: true, force: true });
  },
};

/** The host's ends of the pods' cables. */
export async function podInterfaces(): Promise<string[]> {
  const plugged = (await results()).flatMap(({ interfaces }) => interfaces);
  return plugged
    .filter(({ name, sandbox }) => !sandbox && name !== network.bridge)
    .map(({ name }) => name);
}

/** What is kept of one plugging. */
interface Result {
  readonly path: string;
  /** Both ends of the cable; the pod's has a network namespace. */
  readonly interfaces: readonly { readonly name: string; readonly sandbox?: string }[];
}

/** Those of the lab's pods: their network namespaces are in the lab's folder. */
async function results(): Promise<Result[]> {
  const found: Result[] = [];
  for (const name of await readdir(resultsFolder).catch(() => [])) {
    const path = join(resultsFolder, name);
    const { result } = JSON.parse(await readFile(path, "utf8")) as {
      result?: { interfaces?: Result["interfaces"] };
    };
    const interfaces = result?.interfaces ?? [];
    if (interfaces.some(({ sandbox }) => sandbox?.startsWith(`${stateFiles.containerd}/`))) {
      found.push({ path, interfaces });
    }
  }
  return found;
}
