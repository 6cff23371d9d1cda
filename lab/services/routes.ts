import { readObject } from "../network/api";
import { openShiftPrograms } from "../programs/programs";
import { waitUntil } from "../process/wait";
import { applyFile } from "./kubectl";
import type { Service } from "./service";

const address = "routes.route.openshift.io";

/** OpenShift's API of Routes. */
export const routes: Service = {
  name: "routes",
  describe: "OpenShift's API of Routes",
  platform: "openshift",
  needs: ["kube-apiserver"],

  async start({ programs, signal }) {
    await applyFile(programs, openShiftPrograms(programs).routeDefinition);
    await waitUntil(missing, { seconds: 30, signal });
  },

  async check() {
    const reason = await missing();
    return { address, ...(reason ? { state: "failing", reason } : { state: "running" }) };
  },

  /** Without it all Routes would be gone too; it goes with the cluster's data. */
  stop: () => Promise.resolve(),
};

async function missing(): Promise<string | undefined> {
  const definition = await readObject<{
    status?: { conditions?: readonly { type: string; status: string; message?: string }[] };
  }>(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${address}`);
  const established = definition?.status?.conditions?.find(({ type }) => type === "Established");
  return established?.status === "True"
    ? undefined
    : `the API of Routes is not established: ${established?.message ?? "it is not there yet"}`;
}
