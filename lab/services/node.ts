import { readObject } from "../network/api";
import { network } from "../network/network";
import { waitUntil } from "../process/wait";
import type { Service } from "./service";

/** The part of a Node object that is read. */
interface Node {
  readonly status?: {
    readonly conditions?: readonly { type: string; status: string; message?: string }[];
    readonly nodeInfo?: { readonly kubeletVersion: string };
  };
}

/** This machine as a node of the cluster: there is nothing to start, only to wait for. */
export const node: Service = {
  name: "node",
  describe: "this machine as a node",
  needs: ["kubelet", "kube-controller-manager", "kube-scheduler"],

  async start({ signal }) {
    await waitUntil(async () => missing(await read()), { seconds: 60, signal });
  },

  async check() {
    try {
      const found = await read();
      const reason = missing(found);
      const known = { address: network.nodeName, version: found?.status?.nodeInfo?.kubeletVersion };
      return reason ? { ...known, state: "failing", reason } : { ...known, state: "running" };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { address: network.nodeName, state: "failing", reason };
    }
  },

  /** It goes with the cluster's data. */
  stop: () => Promise.resolve(),
};

async function read(): Promise<Node | undefined> {
  return readObject<Node>(`/api/v1/nodes/${network.nodeName}`);
}

function missing(found: Node | undefined): string | undefined {
  const ready = found?.status?.conditions?.find(({ type }) => type === "Ready");
  return ready?.status === "True"
    ? undefined
    : `the node is not Ready: ${ready?.message ?? "it has not said anything yet"}`;
}
