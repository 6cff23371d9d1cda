import { readdir, readFile, rm, rmdir } from "node:fs/promises";
import { basename, join } from "node:path";

import { run } from "../process/command";
import { unmountBelow } from "../state/mounts";
import { killProcesses } from "../process/process";
import {
  commandLine,
  processIdentity,
  type ProcessIdentity,
  processIds,
} from "../process/processIdentity";
import type { Programs } from "../programs/programs";
import { stateFiles } from "../state/stateFiles";
import { killMembers } from "./cgroups";
import { cniConfiguration } from "./cni";
import { processService } from "./processService";

const { containerd: folder, containerdSocket: socket, configuration } = stateFiles;
const configurationFile = join(configuration, "containerd.toml");
const stateFolder = join(folder, "state");

/** Where the shims make their sockets; the path is compiled into them. */
const shimSockets = "/run/containerd/s";

/** Runs the containers, each under a shim that outlives it. */
export const containerd = processService({
  name: "containerd",
  describe: "runs the containers",
  needs: ["cgroups", "cni"],
  address: socket,
  version: ({ versions }) => versions.containerd,
  command: (programs) => ({
    program: programs.debian.containerd,
    args: [`--config=${configurationFile}`],
    files: { [configurationFile]: configurationOf(programs) },
    folders: [folder],
  }),
  missing,
  async cleanUp() {
    // Nobody is left who would notice, so the pods need no farewell.
    await killMembers();
    await killProcesses(shims());
    await removeShimSockets();
    await unmountBelow(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** Runs `ctr` on the lab's containerd, in the namespace that the kubelet uses. */
export async function ctr({ debian }: Programs, args: readonly string[]): Promise<string> {
  return run(debian.ctr, [`--address=${socket}`, "--namespace=k8s.io", ...args]);
}

function configurationOf({ debian, images }: Programs): string {
  const text = (value: string) => JSON.stringify(value);
  const cri = `plugins."io.containerd.grpc.v1.cri"`;
  return `version = 2
root = ${text(join(folder, "root"))}
state = ${text(stateFolder)}
# It would make /opt/containerd.
disabled_plugins = ["io.containerd.internal.v1.opt"]

[grpc]
  address = ${text(socket)}

[${cri}]
  sandbox_image = ${text(images.sandbox.references[0])}
  netns_mounts_under_state_dir = true
  # Root does not have CAP_SYS_RESOURCE everywhere; without it a negative value cannot be set.
  restrict_oom_score_adj = true
  stream_server_address = "127.0.0.1"

  [${cri}.cni]
    bin_dir = ${text(debian.cniPlugins)}
    conf_dir = ${text(cniConfiguration)}

  [${cri}.containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"

    [${cri}.containerd.runtimes.runc.options]
      BinaryName = ${text(debian.runc)}
      Root = ${text(join(folder, "runc"))}
`;
}

/** What the kubelet talks to is one plugin of containerd; the rest can be up without it. */
async function missing(programs: Programs): Promise<string | undefined> {
  try {
    const [plugin = ""] = (await ctr(programs, ["plugins", "ls", "id==cri"])).split("\n").slice(1);
    return plugin.trim().endsWith("ok") ? undefined : `its plugin for Kubernetes: ${plugin.trim()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The shims of the lab's containerd: each is told its address. */
function shims(): ProcessIdentity[] {
  return processIds().flatMap((pid) => {
    const [program = "", ...args] = commandLine(pid);
    return basename(program).startsWith("containerd-shim") && args.includes(socket)
      ? (processIdentity(pid) ?? [])
      : [];
  });
}

/** Each shim left the path of its socket in the folder of its container. */
async function removeShimSockets(): Promise<void> {
  const tasks = join(stateFolder, "io.containerd.runtime.v2.task", "k8s.io");
  for (const container of await readdir(tasks).catch(() => [])) {
    const address = await readFile(join(tasks, container, "address"), "utf8").catch(() => "");
    const path = address.replace(/^unix:\/\//, "");
    if (path.startsWith(`${shimSockets}/`)) {
      await rm(path, { force: true });
    }
  }
  for (const emptied of [shimSockets, "/run/containerd"]) {
    // Those of another containerd stay, and the folder with them.
    await rmdir(emptied).catch(() => undefined);
  }
}
