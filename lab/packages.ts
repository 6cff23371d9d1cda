import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { cached } from "./cache";
import { debianFiles } from "./debian";
import { type IptablesBackend, usableBackend } from "./iptables";
import type { Report } from "./report";

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
  const commands = await cached("debian-programs", [files, script("", "")], (folder) =>
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

/** A command for each program, which starts it with the libraries that were unpacked with it. */
async function writeCommands(files: string, folder: string): Promise<void> {
  const libraries = await libraryFolder(files);
  const write = async (name: string, program: string) =>
    writeFile(join(folder, name), script(libraries, join(files, program)), { mode: 0o755 });

  await mkdir(join(folder, "bin"));
  for (const name of programs) {
    await write(`bin/${name}`, `usr/bin/${name}`);
  }
  for (const backend of ["nft", "legacy"] satisfies IptablesBackend[]) {
    await mkdir(join(folder, `iptables-${backend}`));
    for (const name of ["iptables", "ip6tables"]) {
      for (const suffix of ["", "-save", "-restore"]) {
        await write(`iptables-${backend}/${name}${suffix}`, `usr/sbin/${name}-${backend}${suffix}`);
      }
    }
  }
}

/** The folder of shared libraries, which is named for the machine's architecture. */
async function libraryFolder(files: string): Promise<string> {
  const [folder] = (await readdir(join(files, "usr/lib"))).filter((name) =>
    name.endsWith("-linux-gnu"),
  );
  if (!folder) {
    throw new Error(`No folder of libraries in ${join(files, "usr/lib")}.`);
  }
  return join(files, "usr/lib", folder);
}

function script(libraries: string, program: string): string {
  return `#!/bin/sh
export LD_LIBRARY_PATH='${libraries}' XTABLES_LIBDIR='${libraries}/xtables'
exec '${program}' "$@"
`;
}
