import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { KubeConfig } from "@kubernetes/client-node";
import { DemoError } from "../demoError";
import type { Cluster } from "./cluster";

/** How long the API server may take to answer, in milliseconds. */
const reachTimeoutMilliseconds = 10_000;

/**
 * The cluster of a context in the user's own kubeconfig.
 *
 * @throws DemoError when there is no such context, or its cluster does not answer
 */
export async function ownCluster(context: string): Promise<Cluster> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const kubeConfig = new KubeConfig();
  const [first, ...rest] = kubeConfigFiles().filter((file) => existsSync(file));
  if (first !== undefined) {
    kubeConfig.loadFromFile(first);
  }
  for (const file of rest) {
    const further = new KubeConfig();
    further.loadFromFile(file);
    kubeConfig.mergeConfig(further);
  }
  const known = kubeConfig.getContexts().map(({ name }) => name);
  if (!known.includes(context)) {
    throw new DemoError(
      `There is no context "${context}" in your kubeconfig. Contexts: ${known.join(", ") || "none"}.`,
      2,
    );
  }
  kubeConfig.setCurrentContext(context);
  await reach(kubeConfig, context);
  return { description: `context ${context}`, isLab: false, environment: {}, context, kubeConfig };
}

/** Where kubectl looks too; a file that does not exist is left out there as well. */
function kubeConfigFiles(): string[] {
  const named = process.env.KUBECONFIG?.split(delimiter).filter((file) => file !== "") ?? [];
  return named.length > 0 ? named : [join(homedir(), ".kube", "config")];
}

async function reach(kubeConfig: KubeConfig, context: string): Promise<void> {
  const { VersionApi } = await import("@kubernetes/client-node");
  const server = kubeConfig.getCurrentCluster()?.server ?? "no server";
  const timeout = sleep(reachTimeoutMilliseconds, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${reachTimeoutMilliseconds / 1000} s`);
  });
  try {
    await Promise.race([kubeConfig.makeApiClient(VersionApi).getCode(), timeout]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DemoError(
      `The cluster of context "${context}" (${server}) cannot be reached: ${reason}. Try \`kubectl --context ${context} version\`.`,
    );
  }
}
