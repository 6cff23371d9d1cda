import { setTimeout as sleep } from "node:timers/promises";

import {
  CustomObjectsApi,
  KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
  makeInformer,
  type ObjectCache,
} from "@kubernetes/client-node";

import type { EndpointSlice } from "./endpoints";
import type { Route, RouteStatus } from "./route";

const routes = { group: "route.openshift.io", version: "v1", plural: "routes" } as const;
const slices = { group: "discovery.k8s.io", version: "v1", plural: "endpointslices" } as const;

/** Pause before a watch that has ended is taken up again, in milliseconds. */
const pause = 500;

/** What the router reads from the API server and writes to it. */
export class Cluster {
  private readonly api: CustomObjectsApi;
  private readonly watched: {
    routes?: ObjectCache<KubernetesObject>;
    slices?: ObjectCache<KubernetesObject>;
  } = {};

  /** The cluster of $KUBECONFIG. */
  constructor(private readonly config = new KubeConfig()) {
    config.loadFromDefault();
    this.api = config.makeApiClient(CustomObjectsApi);
  }

  /** Starts to watch; resolves when everything that there is has been read. */
  async watch(onChange: () => void): Promise<void> {
    [this.watched.routes, this.watched.slices] = await Promise.all([
      this.informer(routes, onChange),
      this.informer(slices, onChange),
    ]);
  }

  /** All Routes as they are now. */
  get routes(): readonly Route[] {
    return (this.watched.routes?.list() ?? []) as unknown as readonly Route[];
  }

  /** All EndpointSlices as they are now. */
  get slices(): readonly EndpointSlice[] {
    return (this.watched.slices?.list() ?? []) as unknown as readonly EndpointSlice[];
  }

  /** @throws when the Route has changed since it was read, or is gone */
  async writeStatus(route: Route, status: RouteStatus): Promise<void> {
    const { name, namespace } = route.metadata;
    const body = { ...route, status };
    await this.api.replaceNamespacedCustomObjectStatus({ ...routes, namespace, name, body });
  }

  /** Lists and watches, and goes on with that whatever happens to the connection. */
  private async informer(
    { group, version, plural }: typeof routes | typeof slices,
    onChange: () => void,
  ): Promise<ObjectCache<KubernetesObject>> {
    const informer = makeInformer(
      this.config,
      `/apis/${group}/${version}/${plural}`,
      async () =>
        (await this.api.listClusterCustomObject({
          ...{ group, version, plural },
        })) as KubernetesListObject<KubernetesObject>,
    );
    informer.on("change", onChange);
    // An error is told by an event alone: the promise of start() is kept all the same.
    let failures = 0;
    let listed!: () => void;
    const ready = new Promise<void>((resolve) => {
      listed = resolve;
    });
    const start = async (): Promise<void> => {
      const before = failures;
      await informer.start();
      if (failures === before) {
        listed();
      }
    };
    informer.on("error", (error: unknown) => {
      failures += 1;
      console.error(`watching ${plural}: ${String(error)}`);
      void sleep(pause).then(start);
    });
    void start();
    await ready;
    return informer;
  }
}
