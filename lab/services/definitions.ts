import { readObject } from "../network/api";
import type { OnPlatform } from "../platform";
import { waitUntil } from "../process/wait";
import type { Programs } from "../programs/programs";
import { applyFile, kubectl } from "./kubectl";
import type { Service } from "./service";

/** The kinds of somebody's own that are put into the cluster. */
export interface Definitions extends OnPlatform {
  readonly name: string;
  readonly describe: string;
  /** The CustomResourceDefinitions that are waited for. */
  readonly kinds: readonly string[];
  /** The manifest that has them; absolute path. */
  readonly file: (programs: Programs) => string;
}

const resource = "customresourcedefinitions";

/** CustomResourceDefinitions: a controller whose kinds are not served yet may end at once. */
export function definitions({ kinds, file, ...service }: Definitions): Service {
  const missing = async () => {
    const reasons = await Promise.all(kinds.map(missingOf));
    return reasons.find((reason) => reason !== undefined);
  };
  return {
    ...service,
    needs: ["kube-apiserver"],

    async start({ programs, signal }) {
      await applyFile(programs, file(programs));
      await waitUntil(missing, { seconds: 30, signal });
    },

    async check() {
      const [reason, address] = [await missing(), `${kinds.length} kinds`];
      return { address, ...(reason ? { state: "failing", reason } : { state: "running" }) };
    },

    /** Without them all objects of these kinds would be gone too; they go with the cluster's data. */
    stop: () => Promise.resolve(),

    // No controller is left that would take their objects up.
    ...(service.addon && {
      withdraw: async ({ programs }) => {
        await kubectl(programs, ["delete", resource, "--ignore-not-found", ...kinds]);
      },
    }),
  };
}

async function missingOf(kind: string): Promise<string | undefined> {
  const definition = await readObject<{
    status?: { conditions?: readonly { type: string; status: string; message?: string }[] };
  }>(`/apis/apiextensions.k8s.io/v1/${resource}/${kind}`);
  const established = definition?.status?.conditions?.find(({ type }) => type === "Established");
  return established?.status === "True"
    ? undefined
    : `${kind} is not established: ${established?.message ?? "it is not there yet"}`;
}
