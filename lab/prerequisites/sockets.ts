import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

import type { Listener } from "../network/network";
import { processIds } from "../process/processIdentity";

/** A socket that something on this machine listens on. */
export interface Socket {
  /** Dotted, or "*" for all addresses. */
  readonly address: string;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  readonly inode: string;
}

/** The state of a listening TCP socket in /proc/net/tcp. */
const tcpListen = "0A";

/** The sockets in one of /proc/net/{tcp,tcp6,udp,udp6} that take what comes from anybody. */
export function listeningSockets(table: string, protocol: "tcp" | "udp"): Socket[] {
  return table
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => protocol === "udp" || state === tcpListen)
    .map(([, local = "", , , , , , , , inode = ""]) => {
      const [address = "", port = ""] = local.split(":");
      return {
        address: readableAddress(address),
        port: Number.parseInt(port, 16),
        protocol,
        inode,
      };
    });
}

/** The kernel writes an address as 32-bit words in the machine's (little-endian) byte order. */
function readableAddress(hexadecimal: string): string {
  if (/^0*$/.test(hexadecimal)) {
    return "*";
  }
  const mapped = /^(0{16}FFFF0000)?([0-9A-F]{8})$/.exec(hexadecimal)?.[2];
  return mapped
    ? (mapped.match(/../g) ?? [])
        .reverse()
        .map((byte) => Number.parseInt(byte, 16))
        .join(".")
    : hexadecimal;
}

/** The socket that keeps the lab from listening; undefined when it can. What is on one address is in the way of one on all. */
export function occupant(sockets: readonly Socket[], listener: Listener): Socket | undefined {
  return sockets.find(
    ({ address, port, protocol }) =>
      port === listener.port &&
      (protocol === "tcp" || listener.udp) &&
      (address === "*" || listener.address === "0.0.0.0" || address === listener.address),
  );
}

/** All listening sockets of this machine. */
export async function allListeningSockets(): Promise<Socket[]> {
  const tables = await Promise.all(
    (["tcp", "tcp6", "udp", "udp6"] as const).map(async (name) =>
      // A kernel without IPv6 has no table of it.
      listeningSockets(
        await readFile(`/proc/net/${name}`, "utf8").catch(() => ""),
        name.startsWith("tcp") ? "tcp" : "udp",
      ),
    ),
  );
  return tables.flat();
}

/** The process that has a socket open; undefined when it cannot be told. */
export async function socketOwner(inode: string): Promise<number | undefined> {
  for (const pid of processIds()) {
    const descriptors = `/proc/${pid}/fd`;
    // The process may have ended since the listing.
    for (const descriptor of await readdir(descriptors).catch(() => [])) {
      const target = await readlink(join(descriptors, descriptor)).catch(() => "");
      if (target === `socket:[${inode}]`) {
        return pid;
      }
    }
  }
  return undefined;
}
