import { join } from "node:path";

import { folders } from "./folders";

/** Where the parts of the one running lab are, below `folders.state`. */
export const stateFiles = {
  /** Links and wrappers for the user's PATH. */
  bin: join(folders.state, "bin"),
  /** What was resolved and built for this lab. */
  programs: join(folders.state, "programs.json"),
  /** One record a process: its id, when it started, what it was started with. */
  processes: join(folders.state, "processes"),
  pki: join(folders.state, "pki"),
  /** The configuration files that the processes are started with. */
  configuration: join(folders.state, "configuration"),
  etcd: join(folders.state, "etcd"),
  containerd: join(folders.state, "containerd"),
  containerdSocket: join(folders.state, "containerd", "containerd.sock"),
  cni: join(folders.state, "cni"),
  kubelet: join(folders.state, "kubelet"),
  router: join(folders.state, "router"),
  podLogs: join(folders.state, "pod-logs"),
} as const;
