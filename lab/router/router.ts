import { setTimeout as sleep } from "node:timers/promises";

import { decide, type Decision, type Decisions } from "./claims";
import type { Cluster } from "./cluster";
import { configuration } from "./haproxy/configuration";
import { check, reload } from "./haproxy/control";
import { activate, generationName, writeGeneration } from "./haproxy/generations";
import type { Route } from "./route";
import type { RouterSettings } from "./settings";
import { statusFor } from "./status";
import { throttled } from "./throttle";
import { refusal } from "./validity";

/** Pause before HAProxy is asked again when it could not be, in milliseconds. */
const pause = 1000;

/** Serves the Routes of a cluster by HAProxy, and tells each in its status whether it is served. */
export class Router {
  private decisions: Decisions = new Map();
  private inForce: string | undefined;
  private problem: string | undefined = "the Routes have not been read yet";
  private readonly writing = new Set<string>();
  private readonly configure: () => void;

  constructor(
    private readonly cluster: Cluster,
    private readonly settings: RouterSettings,
  ) {
    this.configure = throttled(() => this.applyConfiguration(), settings.reloadSeconds);
  }

  /** What keeps the Routes from being served as they are; undefined when nothing does. */
  get missing(): string | undefined {
    return this.problem;
  }

  /** Starts; resolves when the Routes have been read. */
  async start(): Promise<void> {
    let listed = false;
    await this.cluster.watch(() => {
      if (listed) {
        this.update();
      }
    });
    listed = true;
    this.update();
  }

  private update(): void {
    const { routes } = this.cluster;
    this.decisions = this.decideOn(routes);
    for (const route of routes) {
      void this.tell(route);
    }
    this.configure();
  }

  private decideOn(routes: readonly Route[]): Decisions {
    const { domain } = this.settings;
    const refused = new Map<string, Decision>();
    for (const route of routes) {
      const decision = refusal(route, domain);
      if (decision) {
        refused.set(route.metadata.uid, decision);
      }
    }
    const valid = routes.filter(({ metadata }) => !refused.has(metadata.uid));
    return new Map([...refused, ...decide(valid, domain, this.decisions)]);
  }

  /** Writes the decision on a Route into its status, unless it is there or being written. */
  private async tell(route: Route): Promise<void> {
    const { uid, namespace, name, resourceVersion } = route.metadata;
    const decision = this.decisions.get(uid);
    const status = decision && statusFor(route, decision, this.settings, new Date());
    if (!status || this.writing.has(uid)) {
      return;
    }
    this.writing.add(uid);
    try {
      await this.cluster.writeStatus(route, status);
    } catch (error) {
      // After a conflict there is a newer Route to try it on; one that is gone needs no status.
      const { code } = error as { code?: number };
      if (code !== 404 && code !== 409) {
        console.error(`status of ${namespace}/${name}: ${String(error)}`);
        await sleep(pause);
      }
    }
    this.writing.delete(uid);
    const latest = this.cluster.routes.find(({ metadata }) => metadata.uid === uid);
    if (latest && latest.metadata.resourceVersion !== resourceVersion) {
      await this.tell(latest);
    }
  }

  private async applyConfiguration(): Promise<void> {
    const { folder, haproxy } = this.settings;
    const { routes, slices } = this.cluster;
    const admitted = routes.filter(({ metadata }) => this.decisions.get(metadata.uid)?.admitted);
    const filesIn = (target: string) => configuration(admitted, slices, this.settings, target);
    const name = generationName(filesIn);
    if (name === this.inForce) {
      return;
    }
    try {
      const generation = await writeGeneration(folder, filesIn);
      await check(haproxy, generation);
      await activate(folder, generation);
      this.problem = undefined;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      console.error(this.problem);
      return;
    }
    try {
      await reload(this.settings.masterSocket);
      this.inForce = name;
      console.log(`HAProxy has ${name}: ${admitted.length} Routes`);
    } catch {
      // It does not run now; it may have started with this configuration or the one before.
      void sleep(pause).then(this.configure);
    }
  }
}
