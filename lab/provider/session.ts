import { ApiError, messageOf } from "./api/apiError";
import { Cluster } from "./api/cluster";
import { Connection } from "./api/connection";
import { Discovery } from "./api/discovery";
import { UnreachableError } from "./api/http";
import type { EngineLog } from "./engineLog";
import { ResourceLog } from "./resourceLog";
import type { Settings } from "./settings";

/** What the operations of one run of the plugin share. */
export class Session {
  private constructor(
    readonly settings: Settings,
    private readonly reachable: Cluster | undefined,
    private readonly unreachable: UnreachableError | undefined,
    /** Which kinds the cluster serves; knows nothing while the cluster is unreachable. */
    readonly discovery: Discovery,
    /** For objects that name no namespace. */
    readonly defaultNamespace: string,
    private readonly engine: EngineLog,
    /** Aborted when the user cancels. */
    readonly cancelled: AbortSignal,
  ) {}

  /** Connects. A cluster that cannot be reached is no error yet: much of a preview works without. */
  static async open(
    settings: Settings,
    engine: EngineLog,
    cancelled: AbortSignal,
  ): Promise<Session> {
    let namespace = settings.namespace ?? "default";
    try {
      const connection = await Connection.load(settings.connection);
      namespace = settings.namespace ?? connection.namespace;
      const cluster = new Cluster(connection);
      await probe(cluster);
      const { discovery } = cluster;
      return new Session(settings, cluster, undefined, discovery, namespace, engine, cancelled);
    } catch (error) {
      const unreachable =
        error instanceof UnreachableError ? error : new UnreachableError(messageOf(error));
      engine.send({ severity: "warning", message: unreachable.message, urn: "", ephemeral: false });
      const discovery = new Discovery(undefined);
      return new Session(settings, undefined, unreachable, discovery, namespace, engine, cancelled);
    }
  }

  /**
   * The cluster.
   * @throws UnreachableError if it could not be reached when the run began.
   */
  get cluster(): Cluster {
    if (this.reachable !== undefined) return this.reachable;
    throw this.unreachable ?? new UnreachableError("the plugin is not configured");
  }

  /** True if the cluster answered when the run began. */
  get isReachable(): boolean {
    return this.reachable !== undefined;
  }

  /**
   * Whether the objects in the state count as deleted, because the cluster cannot be reached and the
   * user says that it is gone.
   * @throws UnreachableError if it cannot be reached and the user does not say so.
   */
  forgetsObjects(): boolean {
    if (this.unreachable === undefined) return false;
    if (this.settings.deleteUnreachable) return true;
    const fix =
      "If it is gone, PULUMI_K8S_DELETE_UNREACHABLE=true takes its objects out of the state";
    throw new UnreachableError(`${this.unreachable.reason}. ${fix}`);
  }

  /** Messages about one resource. */
  logFor(urn: string): ResourceLog {
    return new ResourceLog(this.engine, urn);
  }
}

async function probe(cluster: Cluster): Promise<void> {
  try {
    await cluster.probe();
  } catch (error) {
    // Whoever may not read the version may still be allowed to do the work.
    if (error instanceof ApiError && error.code === 403) return;
    throw error;
  }
}
