import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { cached } from "../cache/cache";
import { debianFiles } from "./debianFiles";
import { commandText, writeDebianCommand } from "./debianCommand";
import { type IptablesBackend, usableBackend } from "../network/iptables";
import type { Report } from "../progress/report";

/** The system programs of the lab, which come from Debian's packages; absolute paths. */
export interface DebianPrograms {
  readonly etcd: string;
  readonly containerd: string;
  readonly ctr: string;
  readonly runc: string;
  readonly iptables: string;
  /** The folder of the CNI plugins: bridge, host-local, loopback, portmap and more. */
  readonly cniPlugins: string;
  /**
   * Folders for the front of `PATH`: containerd looks there for its shim and runc; the CNI
   * plugins, kubelet and kube-proxy for the programs of iptables.
   */
  readonly path: readonly string[];
}

const packages = {
  name: "debian-packages",
  packages: ["containerd", "containernetworking-plugins", "etcd-server", "iptables", "runc"],
  // Only the system's own C library suits the loader that starts the programs.
  without: ["libc6"],
};

const programs = ["etcd", "containerd", "containerd-shim-runc-v2", "ctr", "runc"];

/**
 * Makes the programs available without a change to the system: see `debianFiles`.
 *
 * @throws when they cannot be had, or the kernel takes the rules of neither kind of iptables
 */
export async function debianPrograms(report: Report): Promise<DebianPrograms> {
  const files = await debianFiles(packages, report);
  const commands = await cached("debian-programs", [files, commandText("", "")], (folder) =>
    writeCommands(files, folder),
  );
  const iptables = (backend: IptablesBackend) => join(commands, `iptables-${backend}`);
  const chosen = iptables(
    await usableBackend((backend) => join(iptables(backend), "iptables-restore")),
  );
  const command = (name: string) => join(commands, "bin", name);
  return {
    etcd: command("etcd"),
    containerd: command("containerd"),
    ctr: command("ctr"),
    runc: command("runc"),
    iptables: join(chosen, "iptables"),
    cniPlugins: join(files, "usr/lib/cni"),
    path: [join(commands, "bin"), chosen],
  };
}

/** A command for each program. */
async function writeCommands(files: string, folder: string): Promise<void> {
  await mkdir(join(folder, "bin"));
  for (const name of programs) {
    await writeDebianCommand(files, `usr/bin/${name}`, join(folder, "bin", name));
  }
  for (const backend of ["nft", "legacy"] satisfies IptablesBackend[]) {
    await mkdir(join(folder, `iptables-${backend}`));
    for (const name of ["iptables", "ip6tables"]) {
      for (const suffix of ["", "-save", "-restore"]) {
        await writeDebianCommand(
          files,
          `usr/sbin/${name}-${backend}${suffix}`,
          join(folder, `iptables-${backend}`, `${name}${suffix}`),
        );
      }
    }
  }
}
