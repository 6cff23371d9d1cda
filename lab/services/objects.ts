import { applyObjects, kubectl } from "./kubectl";
import type { KubernetesObject, Service } from "./service";

/**
 * What other services want to have in the cluster, put there in one go.
 *
 * @param manifests - the objects of all services
 */
export function objects(manifests: readonly KubernetesObject[]): Service {
  return {
    name: "objects",
    describe: "what the other services need in the cluster",
    needs: ["kube-apiserver"],

    async start({ programs }) {
      await applyObjects(programs, manifests);
    },

    async check(programs) {
      const address = `${manifests.length} objects`;
      try {
        await kubectl(programs, ["get", "--output=name", "--request-timeout=2s"], manifests);
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
