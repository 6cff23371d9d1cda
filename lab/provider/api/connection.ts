import { existsSync } from "node:fs";
import { Agent, type RequestOptions } from "node:https";
import { homedir } from "node:os";
import { join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";

/** Which cluster to talk to. */
export interface ConnectionSettings {
  /** Path or content of a kubeconfig; without one, $KUBECONFIG or ~/.kube/config is read. */
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly cluster?: string;
}

/** A cluster of a kubeconfig, with the credentials for it. */
export class Connection {
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly config: KubeConfig,
    /** URL of the API server. */
    readonly server: string,
    /** The namespace of the kubeconfig's context; "default" if it names none. */
    readonly namespace: string,
  ) {}

  /**
   * Reads the kubeconfig; does not connect yet.
   * @throws Error if there is no kubeconfig, it cannot be read, or it lacks the context or cluster.
   */
  static async load(settings: ConnectionSettings): Promise<Connection> {
    const config = await loadKubeConfig(settings.kubeconfig);
    const contextName = settings.context ?? config.getCurrentContext();
    const context = config.getContextObject(contextName);
    if (context === null) {
      const known = config.getContexts().map(({ name }) => name);
      throw new Error(
        `the kubeconfig has no context "${contextName}"; it has: ${known.join(", ") || "none"}`,
      );
    }
    const cluster = config.getCluster(settings.cluster ?? context.cluster);
    if (cluster === null) {
      throw new Error(`the kubeconfig has no cluster "${settings.cluster ?? context.cluster}"`);
    }
    config.setCurrentContext(contextName);
    config.contexts = config.contexts.map((entry) =>
      entry.name === contextName ? { ...entry, cluster: cluster.name } : entry,
    );
    return new Connection(config, cluster.server, context.namespace ?? "default");
  }

  /** Adds certificates and credentials to the options of a request. */
  async authorize(options: RequestOptions): Promise<void> {
    await this.config.applyToHTTPSOptions(options);
    // The agent that client-node makes opens a new connection for every request; it is needed for a proxy only.
    const direct = this.config.getCurrentCluster()?.proxyUrl === undefined;
    if (direct && this.server.startsWith("https:")) options.agent = this.agent;
  }
}

async function loadKubeConfig(pathOrContent: string | undefined): Promise<KubeConfig> {
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const config = new KubeConfig();
  if (pathOrContent === undefined) {
    requireKubeconfig();
    config.loadFromDefault();
    return config;
  }
  const path = pathOrContent.replace(/^~(?=\/|$)/, homedir());
  if (existsSync(path)) config.loadFromFile(path);
  else config.loadFromString(pathOrContent);
  return config;
}

/** Without any kubeconfig client-node assumes a server on http://localhost:8080, which hides what is wrong. */
function requireKubeconfig(): void {
  const inCluster = existsSync("/var/run/secrets/kubernetes.io/serviceaccount/token");
  const home = join(homedir(), ".kube", "config");
  if ((process.env.KUBECONFIG ?? "") !== "" || existsSync(home) || inCluster) return;
  throw new Error(
    `there is no kubeconfig: "kubernetes:kubeconfig" and $KUBECONFIG are not set and ${home} does not exist`,
  );
}
