import { run } from "../command";
import { folders } from "../folders";
import type { Programs } from "../programs";
import type { KubernetesObject, Piece } from "./piece";

/**
 * What other pieces want to have in the cluster, put there in one go.
 *
 * @param manifests - the objects of all pieces
 */
export function objects(manifests: readonly KubernetesObject[]): Piece {
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: manifests });

  async function kubectl({ kubernetes }: Programs, args: readonly string[]): Promise<string> {
    const all = ["kubectl", `--kubeconfig=${folders.kubeconfig}`, ...args, "--filename=-"];
    return run(kubernetes, all, { input: list });
  }

  return {
    name: "objects",
    describe: "what the other pieces need in the cluster",
    needs: ["kube-apiserver"],

    async start({ programs }) {
      await kubectl(programs, [
        "apply",
        "--server-side",
        "--force-conflicts",
        "--field-manager=sticky-session-lab",
      ]);
    },

    async check(programs) {
      const address = `${manifests.length} objects`;
      try {
        await kubectl(programs, ["get", "--output=name", "--request-timeout=2s"]);
        return { state: "running", address };
      } catch (error) {
        return { state: "failing", address, reason: lastLine(error) };
      }
    },

    /** They go with the cluster's data. */
    stop: () => Promise.resolve(),
  };
}

/** kubectl says the same of each object that it cannot read. */
function lastLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n").at(-1) ?? "";
}
