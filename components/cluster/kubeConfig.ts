import { existsSync } from "node:fs";
import { homedir } from "node:os";
import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";
import { valueAt } from "../affinity/objects";

/** Which cluster it is, as the Kubernetes provider's configuration names it. */
export interface ClusterSettings {
  /** Path or content of a kubeconfig. @default - $KUBECONFIG, ~/.kube/config, or the pod's own */
  readonly kubeconfig?: string;
  /** @default - the kubeconfig's current one */
  readonly context?: string;
  /** @default - the context's */
  readonly cluster?: string;
  /** The namespace of objects that name none. @default - the context's, or `default` */
  readonly namespace?: string;
}

/**
 * The kubeconfig, with the chosen context and cluster as its current ones.
 *
 * @throws Error if it cannot be read or has no such context. A parser's error quotes the text, which has
 *   credentials, so no such error is passed on.
 */
export async function loadKubeConfig({
  kubeconfig,
  context,
  cluster,
}: ClusterSettings): Promise<KubeConfig> {
  // Only where a cluster is asked: loading it takes as long as all the rest of the program.
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const config = new KubeConfig();
  try {
    read(config, kubeconfig);
  } catch (error) {
    throw new Error(
      `the kubeconfig is not valid${lineOf(error)} (kubectl config view reads it too)`,
    );
  }
  if (context !== undefined) {
    config.setCurrentContext(context);
  }
  const current = config.getCurrentContext();
  if (cluster !== undefined) {
    config.contexts = config.contexts.map((entry) =>
      entry.name === current ? { ...entry, cluster } : entry,
    );
  }
  if (config.getCurrentCluster() === null) {
    throw new Error(
      current
        ? `the kubeconfig has no cluster for the context ${current}`
        : "the kubeconfig has no current context",
    );
  }
  return config;
}

function read(config: KubeConfig, kubeconfig: string | undefined): void {
  if (kubeconfig === undefined) {
    config.loadFromDefault();
    return;
  }
  const path = kubeconfig.replace(/^~(?=\/|$)/, homedir());
  if (existsSync(path)) {
    config.loadFromFile(path);
  } else {
    config.loadFromString(kubeconfig);
  }
}

/** Where the parser stopped: the one part of its error that quotes nothing. */
function lineOf(error: unknown): string {
  const line = valueAt(error, "mark", "line");
  return typeof line === "number" ? ` at line ${line + 1}` : "";
}
