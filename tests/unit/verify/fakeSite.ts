import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer } from "ws";
import type { Pod, PodEvent, Pods } from "../../../verify/cluster/pods";

/** A pod of the fake site; its address is its own as long as it lives. */
export type FakePod = Pod & { readonly address: string };

/** A request as a proxy's way with cookies sees it. */
export interface SchemeRequest {
  /** By name; of two with one name the first. */
  readonly cookies: ReadonlyMap<string, string>;
  readonly path: string;
  /** The same for all requests of one connection. */
  readonly connection: object;
  /** Those that can answer. */
  readonly pods: readonly FakePod[];
  /** The next pod in turn. */
  readonly next: () => FakePod;
}

/** What a proxy makes of a request. */
export interface SchemeAnswer {
  /** Who answers: one of the site's pods, or of another Service. */
  readonly pod: Pick<FakePod, "name" | "address">;
  readonly setCookies: readonly string[];
}

/** A proxy's way with cookies. */
export type Scheme = (request: SchemeRequest) => SchemeAnswer;

/** How long a pod stands still, whatever it is told, in milliseconds. */
const stallMilliseconds = 600;

/** How the fake site chooses and what it sets. */
export interface FakeSiteBehaviour {
  /** @default 3 */
  readonly replicas?: number;
  /** Whether a request with a cookie goes to the pod that the cookie names. @default true */
  readonly honoursCookie?: boolean;
  /** When the response sets the cookie. @default "without a valid one" */
  readonly issuesCookie?: "without a valid one" | "always" | "never";
  /** The cookie's name. @default "hello" */
  readonly cookieName?: string;
  /** Attributes after the cookie's value. @default "; Path=/; HttpOnly" */
  readonly cookieAttributes?: string;
  /** Further `Set-Cookie` lines of every response. */
  readonly furtherCookies?: readonly string[];
  /** The cookie's value instead of one that names the pod and reveals nothing. */
  readonly cookieValue?: (pod: Pod) => string;
  /** Whether requests without a valid cookie all go to the first pod. @default false */
  readonly alwaysFirstPod?: boolean;
  /** Whether a cookie of any value picks a pod by its hash. @default false */
  readonly hashes?: boolean;
  /** Whether every request gets the first answer again, from a cache. @default false */
  readonly cached?: boolean;
  /** Pods that the proxy never chooses. */
  readonly unknownPods?: readonly string[];
  /** Whether a cookie that names no pod is answered with status 500. @default false */
  readonly failsOnUnknownCookie?: boolean;
  /** How many requests are answered with status 502 after a deletion. @default 0 */
  readonly lostAfterDeletion?: number;
  /** What comes of a pod's stall beside that its clients wait: another pod answers, or the kubelet does something. */
  readonly stall?: "moves" | "unready" | "restarts" | "refused";
  /** How long a pod serves on after it was told to end, in seconds. */
  readonly drainSeconds?: number;
  /** Whether the deleted pod's name gets its sessions back once it is there again. @default false */
  readonly movesBack?: boolean;
  /** Whether the answer to a path below the first goes without looking at the cookie. @default false */
  readonly ignoresCookieOnPaths?: boolean;
  /** A way with cookies of its own, instead of all of the above. */
  readonly scheme?: () => Scheme;
  /** How often each pod is picked for a new client, beside the others. @default - in turns */
  readonly weights?: readonly number[];
  /** A pod with so many requests under way is passed over, whatever the cookie says. */
  readonly busyAt?: number;
  /** What happens to the pod that gives the answer of that number: for some answers it is not there. */
  readonly interruption?: { readonly answer: number; readonly what: "not ready" | "restarted" };
  /** Whether a client whose cookie names no pod is kept on the first one, without a new cookie. @default false */
  readonly keepsStaleCookies?: boolean;
  /** Whether the upgrade to a WebSocket sets the cookie anew. @default false */
  readonly upgradeSetsCookie?: boolean;
  /** Whether cookies go on to lead to a pod that was deleted. @default false */
  readonly forgetsNothing?: boolean;
  /** The status of every answer. @default 200 */
  readonly status?: number;
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, instead of the one of the tutorial's image. */
  readonly body?: (pod: Pod) => string;
}

/**
 * A proxy and its pods in one: round robin without a cookie, else the pod that the cookie names, and
 * pods that come back under the same name with another UID and address.
 */
export class FakeSite implements Pods {
  /** The host of the URL. */
  readonly host = "hello.localhost";
  connections = 0;
  private readonly server: Server;
  private pods: FakePod[];
  /** Those that were deleted. */
  private readonly gone: FakePod[] = [];
  private next = 0;
  private created = 0;
  private requests = 0;
  private lossesLeft = 0;
  private deletedName: string | undefined;
  private stalled: string | undefined;
  /** What answers the requests that wait for the pod that stands still. */
  private readonly waiting: (() => void)[] = [];
  private cache: { body: string; cookies: readonly string[] } | undefined;
  private readonly scheme: Scheme | undefined;
  private readonly busy = new Map<string, number>();
  private readonly noted: PodEvent[] = [];
  /** The answer from which on the interrupted pod is there again. */
  private healedAt = Infinity;

  constructor(private readonly behaviour: FakeSiteBehaviour = {}) {
    this.scheme = behaviour.scheme?.();
    this.pods = Array.from({ length: behaviour.replicas ?? 3 }, (_, index) =>
      this.createPod(`hello-${index}`),
    );
    this.server = createServer((request, response) => {
      this.answer(request, response);
    });
    this.server.on("connection", () => {
      this.connections += 1;
    });
    const sockets = new WebSocketServer({ noServer: true });
    sockets.on("headers", (headers) => {
      if (behaviour.upgradeSetsCookie) {
        headers.push("Set-Cookie: hello=other; Path=/");
      }
    });
    this.server.on("upgrade", (request, socket, head) => {
      const pod = this.choose(this.named(request), request.url ?? "/");
      sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.send(this.bodyOf(pod ?? this.createPod("none"), "/"));
      });
    });
  }

  /** Starts listening; resolves to the URL. */
  async start(path = "/"): Promise<URL> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return new URL(`http://${this.host}:${(this.server.address() as AddressInfo).port}${path}`);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  list(): Promise<Pod[]> {
    return Promise.resolve([...this.pods]);
  }

  events(since: Date): Promise<PodEvent[]> {
    return Promise.resolve(this.noted.filter(({ at }) => new Date(at) >= since));
  }

  delete({ uid, name }: Pod): Promise<void> {
    this.gone.push(...this.pods.filter((pod) => pod.uid === uid));
    this.pods = this.pods.filter((pod) => pod.uid !== uid);
    this.lossesLeft = this.behaviour.lostAfterDeletion ?? 0;
    setTimeout(() => {
      this.deletedName = name;
      this.pods = [...this.pods, this.createPod(name)];
    }, 300);
    return Promise.resolve();
  }

  async stall({ name }: Pod): Promise<void> {
    const { stall } = this.behaviour;
    if (stall === "refused") {
      throw new Error("namespaces is forbidden");
    }
    const change = (changes: Partial<Pod>) => {
      this.pods = this.pods.map((pod) => (pod.name === name ? { ...pod, ...changes } : pod));
    };
    const changes = { ready: stall !== "unready", restarts: stall === "restarts" ? 1 : 0 };
    this.stalled = name;
    change(changes);
    await sleep(stallMilliseconds);
    this.stalled = undefined;
    change({ ready: true });
    for (const goOn of this.waiting.splice(0)) {
      goOn();
    }
  }

  /** Makes one pod not ready; the proxy leaves it out. */
  break(name: string, because: string): void {
    this.pods = this.pods.map((pod) =>
      pod.name === name ? { ...pod, ready: false, notReadyBecause: because } : pod,
    );
  }

  private createPod(name: string): FakePod {
    this.created += 1;
    return {
      drainSeconds: this.behaviour.drainSeconds,
      ...{ name, uid: `uid-${this.created}`, address: `10.0.0.${this.created}`, ready: true },
      ...{ readyChangedAt: "2026-01-01T12:00:00.000Z", restarts: 0 },
      owner: { kind: "StatefulSet", name: "hello" },
    };
  }

  /** Takes the pod away for some answers, as a probe that times out or a crash does. */
  private interrupt({ uid }: FakePod, what: "not ready" | "restarted"): void {
    const at = new Date().toISOString();
    const change = (pod: FakePod): FakePod =>
      what === "restarted"
        ? {
            ...{ ...pod, ready: false, restarts: 1, readyChangedAt: at },
            lastEnd: { container: "web", at, reason: "OOMKilled" },
          }
        : { ...pod, ready: false, readyChangedAt: at };
    this.pods = this.pods.map((pod) => (pod.uid === uid ? change(pod) : pod));
    this.healedAt = this.requests + 4;
    if (what === "not ready") {
      // The kubelet's own words (pkg/kubelet/prober).
      const message =
        'Readiness probe failed: Get "http://10.0.0.1:8080/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
      this.noted.push({ uid, at, reason: "Unhealthy", message });
    }
  }

  private heal(): void {
    if (this.requests >= this.healedAt) {
      this.healedAt = Infinity;
      const readyChangedAt = new Date().toISOString();
      this.pods = this.pods.map((pod) =>
        pod.ready ? pod : { ...pod, ready: true, readyChangedAt },
      );
    }
  }

  /** An answer of a pod that stands still waits until it goes on. */
  private answer(request: IncomingMessage, response: ServerResponse): void {
    const named = this.named(request);
    if (named !== undefined && named.name === this.stalled) {
      this.waiting.push(() => {
        this.answerNow(request, response);
      });
    } else {
      this.answerNow(request, response);
    }
  }

  private answerNow(request: IncomingMessage, response: ServerResponse): void {
    const { behaviour } = this;
    if (this.lossesLeft > 0) {
      this.lossesLeft -= 1;
      response.writeHead(502).end();
      return;
    }
    this.heal();
    if (this.scheme) {
      const pods = this.pods.filter(({ ready }) => ready);
      const { pod, setCookies } = this.scheme({
        ...{ cookies: cookiesOf(request), path: request.url ?? "/", pods },
        connection: request.socket,
        next: () => this.pick(pods),
      });
      if (setCookies.length > 0) {
        response.setHeader("set-cookie", [...setCookies]);
      }
      response.writeHead(200).end(this.bodyOf(pod, request.url ?? "/"));
      return;
    }
    const { issuesCookie = "without a valid one", cookieName = "hello" } = behaviour;
    const named = this.named(request);
    const key = this.sent(request) ?? (behaviour.hashes ? String(Math.random()) : undefined);
    const pod = this.choose(named, request.url ?? "/", key);
    if (!pod) {
      response.writeHead(503).end();
      return;
    }
    if (behaviour.failsOnUnknownCookie && this.sent(request) !== undefined && !named) {
      response.writeHead(500).end();
      return;
    }
    const isKey = behaviour.hashes === true && this.sent(request) !== undefined;
    const value = behaviour.hashes ? (key ?? "") : this.valueFor(pod);
    const cookies = [...(behaviour.furtherCookies ?? [])];
    if (
      issuesCookie === "always" ||
      (issuesCookie === "without a valid one" &&
        !isKey &&
        named !== pod &&
        !(behaviour.keepsStaleCookies && this.sent(request) !== undefined))
    ) {
      cookies.unshift(
        `${cookieName}=${value}${behaviour.cookieAttributes ?? "; Path=/; HttpOnly"}`,
      );
    }
    const body = this.bodyOf(pod, request.url ?? "/");
    if (this.requests === behaviour.interruption?.answer) {
      this.interrupt(pod, behaviour.interruption.what);
    }
    if (behaviour.cached) {
      this.cache ??= { body, cookies };
      response.setHeader("age", "12");
    }
    const sent = this.cache ?? { body, cookies };
    if (sent.cookies.length > 0) {
      response.setHeader("set-cookie", sent.cookies);
    }
    response.writeHead(behaviour.status ?? 200, behaviour.headers);
    if (behaviour.busyAt === undefined) {
      response.end(sent.body);
      return;
    }
    this.busy.set(pod.uid, (this.busy.get(pod.uid) ?? 0) + 1);
    setTimeout(() => {
      this.busy.set(pod.uid, (this.busy.get(pod.uid) ?? 1) - 1);
      response.end(sent.body);
    }, 2);
  }

  private bodyOf(pod: Pick<FakePod, "name" | "address">, path: string): string {
    this.requests += 1;
    const own = this.pods.find(({ name }) => name === pod.name);
    return (
      (own && this.behaviour.body?.(own)) ??
      `Server address: ${pod.address}:8080\nServer name: ${pod.name}\nURI: ${path}\nRequest ID: ${this.requests}\n`
    );
  }

  private sent(request: IncomingMessage): string | undefined {
    return cookiesOf(request).get(this.behaviour.cookieName ?? "hello");
  }

  private named(request: IncomingMessage): FakePod | undefined {
    const sent = this.sent(request);
    const left = this.behaviour.stall === "moves" ? this.stalled : undefined;
    const known = this.behaviour.forgetsNothing ? [...this.pods, ...this.gone] : this.pods;
    return known.find((pod) => pod.ready && pod.name !== left && this.valueFor(pod) === sent);
  }

  private valueFor(pod: Pod): string {
    return this.behaviour.cookieValue?.(pod) ?? Buffer.from(pod.uid).toString("hex").slice(2);
  }

  private choose(named: FakePod | undefined, path: string, sent?: string): FakePod | undefined {
    const { honoursCookie = true, alwaysFirstPod = false, movesBack = false } = this.behaviour;
    const { hashes = false, unknownPods = [], ignoresCookieOnPaths = false } = this.behaviour;
    const ready = this.pods.filter((pod) => pod.ready && !unknownPods.includes(pod.name));
    const returned = this.pods.find(({ name }) => name === this.deletedName);
    if (movesBack && returned) {
      return returned;
    }
    if (hashes && sent !== undefined) {
      const sum = Buffer.from(sent).reduce((total, byte) => (total * 31 + byte) % 1_000_003, 7);
      return ready[sum % ready.length];
    }
    const { busyAt = Infinity, keepsStaleCookies = false } = this.behaviour;
    const isBusy = (this.busy.get(named?.uid ?? "") ?? 0) >= busyAt;
    if (honoursCookie && named && !isBusy && !(ignoresCookieOnPaths && path !== "/")) {
      return named;
    }
    if (keepsStaleCookies && sent !== undefined) {
      return ready[0];
    }
    if (alwaysFirstPod || ready.length === 0) {
      return ready[0];
    }
    return this.pick(ready.length > 1 && isBusy ? ready.filter((pod) => pod !== named) : ready);
  }

  /** The next one in turn, or by weight. */
  private pick(pods: readonly FakePod[]): FakePod {
    this.next += 1;
    const { weights } = this.behaviour;
    const turns = weights
      ? pods.flatMap((pod) => {
          const index = Number(pod.name.replace(/\D+/, ""));
          return new Array<FakePod>(weights[index] ?? 1).fill(pod);
        })
      : pods;
    // By weight not in step with the requests, so that no pod gets them all in a row.
    const pod = turns[(this.next * (weights ? 7919 : 1)) % turns.length];
    if (!pod) {
      throw new Error("no pod can answer");
    }
    return pod;
  }
}

/** By name; of two with one name the first, as most proxies have it. */
function cookiesOf({ headers }: IncomingMessage): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of headers.cookie?.split("; ") ?? []) {
    const [name = "", ...value] = pair.split("=");
    if (!cookies.has(name)) {
      cookies.set(name, value.join("="));
    }
  }
  return cookies;
}
