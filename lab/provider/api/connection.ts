import { Agent, type RequestOptions } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";
import { loadKubeconfig } from "./kubeconfig";

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
    const config = await loadKubeconfig(settings.kubeconfig);
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

  /**
   * Adds certificates and credentials to the options of a request.
   * @throws Error if the kubeconfig's command for them fails.
   */
  async authorize(options: RequestOptions): Promise<void> {
    try {
      await this.config.applyToHTTPSOptions(options);
    } catch (error) {
      // The parser's message quotes what was read, and that is a credential.
      if (error instanceof SyntaxError) {
        throw new Error("the command in the kubeconfig that gives the credentials printed no JSON");
      }
      throw error;
    }
    // The agent that client-node makes opens a new connection for every request; it is needed for a proxy only.
    const direct = this.config.getCurrentCluster()?.proxyUrl === undefined;
    if (direct && this.server.startsWith("https:")) options.agent = this.agent;
  }
}
