import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";

/** Everything that a lab could leave on the machine, each as a sorted list. */
export interface MachineTraces {
  readonly mounts: readonly string[];
  readonly networkNamespaces: readonly string[];
  readonly networkLinks: readonly string[];
  readonly firewallRules: readonly string[];
  readonly controlGroups: readonly string[];
  readonly kernelSettings: readonly string[];
}

/** What is on the machine now. `cache` is where the lab keeps its programs. */
export async function machineTraces(cache: string): Promise<MachineTraces> {
  return {
    mounts: readFileSync("/proc/self/mountinfo", "utf8")
      .split("\n")
      .map((line) => line.split(" ").slice(4, 5).join())
      .sort(),
    networkNamespaces: entries("/run/netns"),
    networkLinks: entries("/sys/class/net"),
    firewallRules: await firewallRules(cache),
    controlGroups: entries("/sys/fs/cgroup").flatMap((controller) =>
      entries(join("/sys/fs/cgroup", controller))
        .filter((name) => !name.includes("."))
        .map((name) => `${controller}/${name}`),
    ),
    kernelSettings: ["net/ipv4/ip_forward", "net/ipv4/conf/all/route_localnet"].map(
      (setting) => `${setting}=${readFileSync(`/proc/sys/${setting}`, "utf8").trim()}`,
    ),
  };
}

/** Command lines of the processes that were started from below one of the folders, or name one. */
export function processesOf(folders: readonly string[]): string[] {
  return entries("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => commandLine(pid))
    .filter((line) => folders.some((folder) => line.includes(`${folder}/`)));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    // The process has ended since the list was made.
    return "";
  }
}

/** All rules of both kinds of iptables, without counters and comments. */
async function firewallRules(cache: string): Promise<string[]> {
  const programs = entries(cache)
    .flatMap((folder) => entries(join(cache, folder)).map((name) => join(cache, folder, name)))
    .map((folder) => join(folder, "iptables-save"))
    .filter((program) => existsSync(program));
  if (programs.length === 0) {
    throw new Error(`No iptables-save below ${cache}: the rules cannot be read.`);
  }
  const rules = await Promise.all(
    programs.map(async (program) => (await execa(program, { reject: false })).stdout),
  );
  return rules
    .flatMap((output) => output.split("\n"))
    .filter((line) => line.startsWith("-A"))
    .sort();
}

/** The names in a folder; none where there is no such folder. */
function entries(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder).sort()
    : [];
}
