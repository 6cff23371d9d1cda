import { readFile } from "node:fs/promises";

import { run } from "../process/command";
import { folders } from "../state/folders";
import { network } from "../network/network";
import { podInterfaces } from "./cni";
import type { Service } from "./service";

const { bridge: name, nodeAddress, podSubnet, serviceSubnet } = network;
const prefixLength = podSubnet.replace(/.*\//, "");

/** What `ip -json` shows of an interface. */
interface Link {
  readonly ifname: string;
  readonly ifalias?: string;
  readonly master?: string;
  readonly addr_info?: readonly { readonly local: string }[];
}

/** The bridge that pods are plugged into, with the address that they reach the node by. */
export const bridge: Service = {
  name: "bridge",
  describe: "network of the pods",
  needs: ["kernel"],

  async start() {
    if (!(await link(name))) {
      await run("ip", ["link", "add", name, "type", "bridge"]);
    }
    // Tells another lab, with another folder, whose bridge it is.
    await run("ip", ["link", "set", name, "alias", folders.state, "up"]);
    await run("ip", ["address", "replace", `${nodeAddress}/${prefixLength}`, "dev", name]);
    // Addresses of Services are rewritten before they leave; a route makes that so without network.
    await run("ip", ["route", "replace", serviceSubnet, "dev", name]);
    for (const pod of await podInterfaces()) {
      if ((await link(pod))?.master === undefined) {
        await run("ip", ["link", "set", pod, "master", name]).catch(() => undefined);
      }
    }
  },

  async check() {
    const address = `${name} ${nodeAddress}/${prefixLength}`;
    const found = await link(name);
    if (!found) {
      return { state: "stopped", address, reason: `there is no interface ${name}` };
    }
    return found.addr_info?.some(({ local }) => local === nodeAddress)
      ? { state: "running", address }
      : { state: "failing", address, reason: `${name} does not have the address ${nodeAddress}` };
  },

  async stop() {
    for (const { ifname } of await links(["master", name])) {
      await run("ip", ["link", "delete", ifname]);
    }
    if (await link(name)) {
      await run("ip", ["link", "delete", name]);
    }
  },
};

/** The state folder of the lab that a bridge on this machine belongs to; undefined without one. */
export async function bridgeOwner(): Promise<string | undefined> {
  return readFile(`/sys/class/net/${name}/ifalias`, "utf8").then(
    (alias) => alias.trim(),
    () => undefined,
  );
}

async function link(ifname: string): Promise<Link | undefined> {
  return (await links([])).find((found) => found.ifname === ifname);
}

async function links(filter: readonly string[]): Promise<Link[]> {
  const shown = await run("ip", ["-json", "address", "show", ...filter]).catch((error: unknown) => {
    // `ip` calls it an error to be asked for the members of a bridge that is not there.
    if (error instanceof Error && error.message.includes("does not exist")) {
      return "";
    }
    throw error;
  });
  return JSON.parse(shown || "[]") as Link[];
}
