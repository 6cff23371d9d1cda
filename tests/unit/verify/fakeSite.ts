import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer } from "ws";
import type { Pod, Pods } from "../../../verify/cluster/pods";

/** A pod of the fake site; its address is its own as long as it lives. */
type FakePod = Pod & { readonly address: string };

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
  private next = 0;
  private created = 0;
  private requests = 0;
  private lossesLeft = 0;
  private deletedName: string | undefined;
  private stalled: string | undefined;
  /** What answers the requests that wait for the pod that stands still. */
  private readonly waiting: (() => void)[] = [];
  private cache: { body: string; cookies: string[] } | undefined;

  constructor(private readonly behaviour: FakeSiteBehaviour = {}) {
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
    this.server.on("upgrade", (request, socket, head) => {
      const pod = this.choose(this.named(request), request.url ?? "/");
      sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.send(this.bodyOf(pod ?? this.createPod("none"), "/"));
      });
    });
  }

  /** Starts listening; resolves to the URL. */
  async start(): Promise<URL> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return new URL(`http://${this.host}:${(this.server.address() as AddressInfo).port}/`);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  list(): Promise<Pod[]> {
    return Promise.resolve([...this.pods]);
  }

  delete({ uid, name }: Pod): Promise<void> {
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
      ...{ restarts: 0, drainSeconds: this.behaviour.drainSeconds },
      ...{ name, uid: `uid-${this.created}`, address: `10.0.0.${this.created}`, ready: true },
      owner: { kind: "StatefulSet", name: "hello" },
    };
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
      (issuesCookie === "without a valid one" && !isKey && named !== pod)
    ) {
      cookies.unshift(
        `${cookieName}=${value}${behaviour.cookieAttributes ?? "; Path=/; HttpOnly"}`,
      );
    }
    const body = this.bodyOf(pod, request.url ?? "/");
    if (behaviour.cached) {
      this.cache ??= { body, cookies };
      response.setHeader("age", "12");
    }
    const sent = this.cache ?? { body, cookies };
    if (sent.cookies.length > 0) {
      response.setHeader("set-cookie", sent.cookies);
    }
    response.writeHead(behaviour.status ?? 200, behaviour.headers).end(sent.body);
  }

  private bodyOf(pod: FakePod, path: string): string {
    this.requests += 1;
    return (
      this.behaviour.body?.(pod) ??
      `Server address: ${pod.address}:8080\nServer name: ${pod.name}\nURI: ${path}\nRequest ID: ${this.requests}\n`
    );
  }

  private sent({ headers }: IncomingMessage): string | undefined {
    const prefix = `${this.behaviour.cookieName ?? "hello"}=`;
    return headers.cookie
      ?.split("; ")
      .find((cookie) => cookie.startsWith(prefix))
      ?.slice(prefix.length);
  }

  private named(request: IncomingMessage): FakePod | undefined {
    const sent = this.sent(request);
    const left = this.behaviour.stall === "moves" ? this.stalled : undefined;
    return this.pods.find((pod) => pod.ready && pod.name !== left && this.valueFor(pod) === sent);
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
    if (honoursCookie && named && !(ignoresCookieOnPaths && path !== "/")) {
      return named;
    }
    this.next += alwaysFirstPod ? 0 : 1;
    return ready[this.next % ready.length];
  }
}
