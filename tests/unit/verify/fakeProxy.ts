import { setTimeout as sleep } from "node:timers/promises";
import type { Pod } from "../../../verify/cluster/pod";
import type { FakePods } from "./fakePods";
import type { FakePod, FakeSessions, FakeSiteBehaviour, Scheme } from "./fakeSiteBehaviour";

/** A request as the proxy gets it. */
export interface FakeRequest {
  /** Path and query. */
  readonly path: string;
  /** The `Cookie` header. */
  readonly cookie?: string | undefined;
  /** What is posted. @default - nothing: a GET */
  readonly form?: string | undefined;
  /** The same for all requests of one connection. */
  readonly connection: object;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly setCookies?: readonly string[];
  readonly body?: string;
}

/** Round robin without a cookie, else the pod that the cookie names, and what the behaviour says. */
export class FakeProxy {
  private next = 0;
  private answers = 0;
  private cache: { body: string; setCookies: readonly string[] } | undefined;
  private readonly scheme: Scheme | undefined;
  private readonly busy = new Map<string, number>();
  /** The pods where users have logged in, by the users' names. */
  private readonly homes = new Map<string, string>();

  constructor(
    private readonly site: FakePods,
    private readonly behaviour: FakeSiteBehaviour,
  ) {
    this.scheme = behaviour.scheme?.();
  }

  /** An answer of a pod that stands still waits until it goes on. */
  async answer(request: FakeRequest): Promise<FakeAnswer> {
    const named = this.named(request);
    if (named !== undefined && named.name === this.site.stalled) {
      await this.site.goesOn();
    }
    if (this.site.lossesLeft > 0) {
      this.site.lossesLeft -= 1;
      return { status: 502 };
    }
    this.site.heal(this.answers);
    return this.scheme ? this.answerBy(this.scheme, request) : this.answerAsSaid(request);
  }

  /** The body of an answer of the pod that a request goes to. */
  bodyFor(request: FakeRequest): string {
    const pod = this.choose(this.named(request), request.path);
    return this.bodyOf(pod ?? this.site.createPod("none"), "/");
  }

  private answerBy(scheme: Scheme, { cookie, path, connection }: FakeRequest): FakeAnswer {
    const pods = this.site.pods.filter(({ ready }) => ready);
    const { pod, setCookies } = scheme({
      ...{ cookies: cookiesIn(cookie), path, pods, connection },
      next: () => this.pick(pods),
    });
    return { status: 200, setCookies, body: this.bodyOf(pod, path) };
  }

  private async answerAsSaid(request: FakeRequest): Promise<FakeAnswer> {
    const { behaviour } = this;
    const { issuesCookie = "without a valid one", cookieName = "hello" } = behaviour;
    const named = this.named(request);
    const sent = this.sent(request);
    const key = sent ?? (behaviour.hashes ? String(Math.random()) : undefined);
    const pod = this.choose(named, request.path, key);
    if (!pod) {
      return { status: 503 };
    }
    if (behaviour.failsOnUnknownCookie && sent !== undefined && !named) {
      return { status: 500 };
    }
    const isKey = behaviour.hashes === true && sent !== undefined;
    const value = behaviour.hashes ? (key ?? "") : this.valueFor(pod);
    const setCookies = [...(behaviour.furtherCookies ?? [])];
    if (
      issuesCookie === "always" ||
      (issuesCookie === "without a valid one" &&
        !isKey &&
        named !== pod &&
        !(behaviour.keepsStaleCookies && sent !== undefined))
    ) {
      setCookies.unshift(
        `${cookieName}=${value}${behaviour.cookieAttributes ?? "; Path=/; HttpOnly"}`,
      );
    }
    const { sessions } = behaviour;
    if (sessions && request.form !== undefined) {
      return this.logIn(sessions, request, pod, setCookies);
    }
    const body = this.bodyOf(pod, request.path) + this.userOf(request, pod);
    if (this.answers === behaviour.interruption?.answer) {
      this.site.interrupt(pod, behaviour.interruption.what, this.answers);
    }
    if (behaviour.cached) {
      this.cache ??= { body, setCookies };
    }
    if (behaviour.busyAt !== undefined) {
      this.busy.set(pod.uid, (this.busy.get(pod.uid) ?? 0) + 1);
      await sleep(2);
      this.busy.set(pod.uid, (this.busy.get(pod.uid) ?? 1) - 1);
    }
    const headers = { ...(behaviour.cached && { age: "12" }), ...behaviour.headers };
    return { status: behaviour.status ?? 200, headers, ...(this.cache ?? { body, setCookies }) };
  }

  private logIn(
    { loginStatus = 303 }: FakeSessions,
    { path, form = "" }: FakeRequest,
    pod: FakePod,
    setCookies: readonly string[],
  ): FakeAnswer {
    const user = new URLSearchParams(form).get("user");
    if (path === "/logout" || user === null || loginStatus >= 400) {
      return { status: loginStatus, setCookies };
    }
    this.homes.set(user, pod.uid);
    return { status: loginStatus, setCookies: [...setCookies, `session=${user}; Path=/`] };
  }

  /** What a page says of who is logged in. */
  private userOf({ cookie }: FakeRequest, pod: FakePod): string {
    const { sessions } = this.behaviour;
    const user = cookiesIn(cookie).get("session");
    const home = user === undefined ? undefined : this.homes.get(user);
    const isKnown = home !== undefined && (sessions?.shared === true || home === pod.uid);
    return sessions ? `User: ${isKnown ? user : "nobody"}\n` : "";
  }

  private bodyOf(pod: Pick<FakePod, "name" | "address">, path: string): string {
    this.answers += 1;
    const own = this.site.pods.find(({ name }) => name === pod.name);
    return (
      (own && this.behaviour.body?.(own)) ??
      `Server address: ${pod.address}:8080\nServer name: ${pod.name}\nURI: ${path}\nRequest ID: ${this.answers}\n`
    );
  }

  private sent({ cookie }: FakeRequest): string | undefined {
    return cookiesIn(cookie).get(this.behaviour.cookieName ?? "hello");
  }

  private named(request: FakeRequest): FakePod | undefined {
    const { pods, gone, stalled } = this.site;
    const sent = this.sent(request);
    const left = this.behaviour.stall === "moves" ? stalled : undefined;
    const known = this.behaviour.forgetsNothing ? [...pods, ...gone] : pods;
    return known.find((pod) => pod.ready && pod.name !== left && this.valueFor(pod) === sent);
  }

  private valueFor(pod: Pod): string {
    return this.behaviour.cookieValue?.(pod) ?? Buffer.from(pod.uid).toString("hex").slice(2);
  }

  private choose(named: FakePod | undefined, path: string, sent?: string): FakePod | undefined {
    const { honoursCookie = true, alwaysFirstPod = false, movesBack = false } = this.behaviour;
    const { hashes = false, unknownPods = [], ignoresCookieOnPaths = false } = this.behaviour;
    const { pods, deletedName } = this.site;
    const ready = pods.filter(
      (pod) => pod.ready && pod.terminating !== true && !unknownPods.includes(pod.name),
    );
    const returned = pods.find(({ name }) => name === deletedName);
    // Clients without a cookie still take turns: the check waits until every pod has answered one.
    if (movesBack && returned && sent !== undefined) {
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
function cookiesIn(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split("; ") ?? []) {
    const [name = "", ...value] = pair.split("=");
    if (!cookies.has(name)) {
      cookies.set(name, value.join("="));
    }
  }
  return cookies;
}
