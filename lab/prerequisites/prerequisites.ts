import { readFile, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Addon } from "../addons";
import { goModule } from "../builds/goModule";
import { installedGo, isNewEnough } from "../builds/goToolchain";
import { type GoProgram, goPrograms } from "../builds/programs";
import { run } from "../process/command";
import { exists } from "../state/exists";
import { folders } from "../state/folders";
import { type Listener, hostPort, listeners, network } from "../network/network";
import { otherLab } from "../state/otherLab";
import { allServices } from "../services/services";
import { allListeningSockets, occupant, type Socket, socketOwner } from "./sockets";
import { conflictingRoute, type Route } from "./subnets";
import { processGroup, runningProcess } from "../process/process";
import { groupLeader } from "../process/processIdentity";
import { stateFiles } from "../state/stateFiles";

const gigabyte = 1e9;

/** The caches of Go with all modules and objects, the programs, and a running lab. */
const coldDiskBytes = 12 * gigabyte;

/** A running lab. */
const warmDiskBytes = 2 * gigabyte;

const neededMemoryBytes = 3 * gigabyte;

/** Everything on this machine that keeps the lab with these addons from running, each as one sentence or two. */
export async function prerequisiteProblems(addons: readonly Addon[]): Promise<string[]> {
  if (process.platform !== "linux") {
    return [
      `The lab runs Kubernetes on Linux itself; this is ${process.platform}. Use a Linux machine, ` +
        `or a cluster of your own.`,
    ];
  }
  // Another lab takes the ports and the subnets too: to say so of each would hide the reason.
  const other = await otherLabRuns();
  const forNetwork = other.length > 0 ? [] : [() => ports(addons), routes];
  const checks = [root, commands, go, ...forNetwork, disk, memory, socketPaths];
  const problems = await Promise.all(checks.map(async (check) => check()));
  return [...other, ...problems.flat()];
}

function root(): string[] {
  return process.getuid?.() === 0
    ? []
    : ["The lab makes containers, a bridge and iptables rules, so it needs root: use sudo -E."];
}

/** Programs of every Debian that the lab calls by name. */
async function commands(): Promise<string[]> {
  const packages = {
    "apt-get": "apt",
    dpkg: "dpkg",
    ip: "iproute2",
    openssl: "openssl",
    tail: "coreutils",
    umount: "mount",
    unshare: "util-linux",
  };
  const searched = (process.env.PATH ?? "").split(":");
  const problems: string[] = [];
  for (const [program, debianPackage] of Object.entries(packages)) {
    const found = await Promise.all(searched.map(async (folder) => exists(join(folder, program))));
    if (!found.includes(true)) {
      problems.push(
        `${program} is not on PATH; the lab needs it. On Debian: apt-get install ${debianPackage}`,
      );
    }
  }
  return problems;
}

async function go(): Promise<string[]> {
  try {
    const installed = await installedGo();
    const needed = Object.entries<GoProgram>(goPrograms).filter(([, program]) => !program.onDemand);
    const modules = await Promise.all(
      needed.map(async ([name]) => goModule(join(__dirname, "../builds", name))),
    );
    const tooNew = modules.find((module) => !isNewEnough(installed, module.go));
    return tooNew
      ? [
          `The lab's programs are built with Go ${tooNew.go} or newer; the one on PATH is ` +
            `${installed}. Install a newer one from https://go.dev/dl.`,
        ]
      : [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function otherLabRuns(): Promise<string[]> {
  const home = await otherLab();
  return home
    ? [
        `Another lab runs on this machine, and there can be one at a time. ` +
          `Take it down: STICKY_SESSION_HOME=${home} npm run lab -- down`,
      ]
    : [];
}

async function ports(addons: readonly Addon[]): Promise<string[]> {
  const own = new Set(allServices.flatMap(({ name }) => processGroup(name) ?? []));
  const sockets = await allListeningSockets();
  const problems: string[] = [];
  const needed = Object.values<Listener>(listeners).filter(
    ({ addon }) => addon === undefined || addons.includes(addon),
  );
  for (const listener of needed) {
    const socket = occupant(sockets, listener);
    const owner = socket && (await socketOwner(socket.inode));
    // A process of the lab may have others do its work; it leads their group.
    if (socket && !(owner && own.has(groupLeader(owner) ?? owner))) {
      problems.push(await taken(listener, socket, owner));
    }
  }
  return problems;
}

async function taken(listener: Listener, { protocol }: Socket, owner?: number): Promise<string> {
  const command = owner && (await readFile(`/proc/${owner}/comm`, "utf8").catch(() => "")).trim();
  return (
    `Port ${listener.port} (${protocol}, ${hostPort(listener)}) is taken by ` +
    `${owner ? `process ${owner} (${command ?? ""})` : "another process"}, and the lab needs it: ` +
    `stop that process.`
  );
}

async function routes(): Promise<string[]> {
  // Without iproute2 there is a problem already, and no answer here.
  const shown = await run("ip", ["-json", "-4", "route", "show", "table", "all"]).catch(() => "");
  const existing = JSON.parse(shown || "[]") as Route[];
  return [network.podSubnet, network.serviceSubnet].flatMap((subnet) => {
    const route = conflictingRoute(existing, subnet, network.bridge);
    return route
      ? [
          `The lab's network ${subnet} overlaps with the route to ${route.dst} ` +
            `(${route.dev ?? "no device"}) of this machine: take that one down first.`,
        ]
      : [];
  });
}

async function disk(): Promise<string[]> {
  const parent = await nearestFolder(folders.root);
  const { bavail, bsize } = await statfs(parent);
  const free = bavail * bsize;
  const needed = (await exists(folders.cache)) ? warmDiskBytes : coldDiskBytes;
  return free < needed
    ? [
        `The lab needs ${gigabytes(needed)} GB of disk for ${folders.root}; ${gigabytes(free)} GB ` +
          `are free. Make room, or set STICKY_SESSION_HOME to a folder on a larger disk.`,
      ]
    : [];
}

async function memory(): Promise<string[]> {
  const meminfo = await readFile("/proc/meminfo", "utf8");
  const free = Number(/^MemAvailable:\s+(\d+) kB/m.exec(meminfo)?.[1] ?? "0") * 1024;
  const running = runningProcess("kube-apiserver") !== undefined;
  return free < neededMemoryBytes && !running
    ? [
        `The lab needs ${gigabytes(neededMemoryBytes)} GB of memory; ${gigabytes(free)} GB are ` +
          `free. End other programs, or use a larger machine.`,
      ]
    : [];
}

/** The kernel takes no path of a socket that is longer than 107 bytes. */
function socketPaths(): string[] {
  const longest = join(stateFiles.kubelet, "pod-resources", "kubelet.sock1234567890");
  return Buffer.byteLength(longest) > 107
    ? [
        `The path ${folders.root} is too long: the lab's sockets are in it, and the kernel takes ` +
          `paths of at most 107 bytes. Set STICKY_SESSION_HOME to a shorter one.`,
      ]
    : [];
}

/** The folder itself, or the nearest one above that exists. */
async function nearestFolder(path: string): Promise<string> {
  return (await exists(path)) ? path : nearestFolder(dirname(path));
}

function gigabytes(bytes: number): string {
  return (bytes / gigabyte).toFixed(1);
}
