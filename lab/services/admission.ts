import { namespaceRange, uidRangeAnnotation } from "../admission/namespaceRange";
import { restrictedPods } from "../admission/restrictedPods";
import { routeHost } from "../admission/routeHost";
import type { Programs } from "../programs/programs";
import { reasonOf } from "../progress/reason";
import { waitUntil } from "../process/wait";
import { applyObjects, kubectl } from "./kubectl";
import type { KubernetesObject, Service } from "./service";

const policies = [...namespaceRange, ...restrictedPods, ...routeHost];

/** Objects that each policy changes; none is ever created. */
const probes: readonly (KubernetesObject & { readonly changed: string })[] = [
  {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "sticky-session-probe" },
    changed: uidRangeAnnotation,
  },
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "sticky-session-probe", namespace: "default" },
    spec: { containers: [{ name: "probe", image: "probe" }] },
    changed: "openshift.io/scc",
  },
  {
    apiVersion: "route.openshift.io/v1",
    kind: "Route",
    metadata: { name: "sticky-session-probe", namespace: "default" },
    spec: { to: { kind: "Service", name: "probe" } },
    changed: "openshift.io/host.generated",
  },
];

/** What OpenShift's API server does to objects that come in, and Kubernetes' does not. */
export const admission: Service = {
  name: "admission",
  describe: "users of pods and hosts of Routes, as on OpenShift",
  platform: "openshift",
  // The controllers make the ServiceAccount without which there is no pod.
  needs: ["kube-controller-manager", "routes"],

  async start({ programs, signal }) {
    await applyObjects(programs, namespaceRange);
    await waitUntil(() => missing(programs, probes.slice(0, 1)), { seconds: 60, signal });
    await giveRanges(programs);
    await applyObjects(programs, policies);
    await waitUntil(() => missing(programs, probes), { seconds: 60, signal });
  },

  async check(programs) {
    const address = `${policies.length} objects`;
    const reason = await missing(programs, probes);
    return { address, ...(reason ? { state: "failing", reason } : { state: "running" }) };
  },

  async withdraw({ programs, signal }) {
    const options = ["--ignore-not-found", "--output=name"];
    if (!(await kubectl(programs, ["delete", ...options], policies))) {
      return;
    }
    const inForce = async () => !(await missing(programs, probes.slice(0, 1)));
    await waitUntil(
      async () => ((await inForce()) ? "the policies are in force still" : undefined),
      { seconds: 30, signal },
    );
  },

  /** They go with the cluster's data. */
  stop: () => Promise.resolve(),
};

/** Namespaces that were there before the policy pass it at their next update. */
async function giveRanges(programs: Programs): Promise<void> {
  const { items } = JSON.parse(await kubectl(programs, ["get", "namespaces", "--output=json"])) as {
    items: readonly { metadata: { name: string; annotations?: Record<string, string> } }[];
  };
  for (const { metadata } of items) {
    if (!metadata.annotations?.[uidRangeAnnotation]) {
      await kubectl(programs, ["patch", "namespace", metadata.name, "--patch={}"]);
    }
  }
}

/** Which of the probes comes out as it went in; undefined when none does. */
async function missing(
  programs: Programs,
  wanted: readonly (KubernetesObject & { readonly changed: string })[],
): Promise<string | undefined> {
  for (const { changed, ...object } of wanted) {
    const subject = `the policy for a ${object.kind}`;
    try {
      const options = ["--dry-run=server", "--output=json", "--request-timeout=5s"];
      const { metadata } = JSON.parse(
        await kubectl(programs, ["create", ...options], [object]),
      ) as { metadata: { annotations?: Record<string, string> } };
      if (!metadata.annotations?.[changed]) {
        return `${subject} is not in force yet`;
      }
    } catch (error) {
      return `${subject}: ${reasonOf(error)}`;
    }
  }
  return undefined;
}
