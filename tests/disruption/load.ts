import { setTimeout as sleep } from "node:timers/promises";
import { CookieJar } from "tough-cookie";
import { Agent, request } from "undici";
import { loopbackLookup } from "../../verify/http/loopbackLookup";

/** After this time without an answer a request counts as lost, in milliseconds. */
const requestTimeoutMilliseconds = 5_000;

export interface LoadArgs {
  readonly url: string;
  /** Clients that come back with their cookies. @default 20 */
  readonly clients?: number;
  /** @default 300 */
  readonly requestsPerSecond?: number;
  /** The part of the requests that come from clients who were never there before. @default 0.2 */
  readonly newcomers?: number;
  /** What tells in an answer which pod gave it. @default - the address that the default image prints */
  readonly podOf?: (body: string) => string | undefined;
}

/** One request and what became of it. */
export interface Sent {
  /** When it was sent, in milliseconds since the load began. */
  readonly at: number;
  readonly milliseconds: number;
  /** The number of a client that comes back; none for a newcomer. */
  readonly client?: number;
  /** The pod that answered. */
  readonly pod?: string;
  /** Why there was no good answer. */
  readonly lost?: string;
}

/**
 * Requests at a steady rate, each over a connection of its own. A client that comes back sends its next
 * request only after it had the answer to the last one, as a browser does.
 */
export class Load {
  private readonly sent: Sent[] = [];
  private readonly start = performance.now();
  private readonly args: Required<LoadArgs>;
  private readonly agent = new Agent({
    // One request a connection.
    pipelining: 0,
    // Of several addresses the first: Node would give each a quarter of a second, and on a busy machine none is
    // that quick.
    connect: {
      lookup: loopbackLookup,
      timeout: requestTimeoutMilliseconds,
      autoSelectFamily: false,
    },
  });
  private readonly running: Promise<void>[];
  private stopping = false;

  constructor(args: LoadArgs) {
    this.args = {
      clients: 20,
      requestsPerSecond: 300,
      newcomers: 0.2,
      podOf: helloAddress,
      ...args,
    };
    const { clients, requestsPerSecond, newcomers } = this.args;
    const pause = (1000 * clients) / (requestsPerSecond * (1 - newcomers));
    this.running = [
      ...Array.from({ length: clients }, (_, client) =>
        this.comeBack(client, pause, (client * pause) / clients),
      ),
      ...(newcomers > 0 ? [this.arrive(1000 / (requestsPerSecond * newcomers))] : []),
    ];
  }

  /** In milliseconds since the load began. */
  get now(): number {
    return performance.now() - this.start;
  }

  /** Ends it; resolves to all requests in the order in which they were answered. */
  async stop(): Promise<readonly Sent[]> {
    this.stopping = true;
    await Promise.all(this.running);
    await this.agent.close();
    return this.sent;
  }

  private async comeBack(client: number, pause: number, first: number): Promise<void> {
    const jar = new CookieJar();
    for (let due = this.now + first; !this.stopping; due = Math.max(due + pause, this.now)) {
      await sleep(due - this.now);
      await this.send(jar, client);
    }
  }

  private async arrive(pause: number): Promise<void> {
    const underWay = new Set<Promise<void>>();
    for (let due = this.now + pause; !this.stopping; due = Math.max(due + pause, this.now)) {
      await sleep(due - this.now);
      const visit = this.send(new CookieJar()).finally(() => underWay.delete(visit));
      underWay.add(visit);
    }
    await Promise.all(underWay);
  }

  private async send(jar: CookieJar, client?: number): Promise<void> {
    const at = this.now;
    const { pod, lost } = await this.answer(jar);
    this.sent.push({ at, milliseconds: this.now - at, client, pod, lost });
  }

  private async answer(jar: CookieJar): Promise<Pick<Sent, "pod" | "lost">> {
    const { url, podOf } = this.args;
    try {
      const cookie = await jar.getCookieString(url);
      const { statusCode, headers, body } = await request(url, {
        dispatcher: this.agent,
        headers: cookie === "" ? {} : { cookie },
        signal: AbortSignal.timeout(requestTimeoutMilliseconds),
      });
      const text = await body.text();
      for (const setCookie of [headers["set-cookie"] ?? []].flat()) {
        await jar.setCookie(setCookie, url);
      }
      const pod = podOf(text);
      return statusCode === 200 && pod !== undefined ? { pod } : { lost: `status ${statusCode}` };
    } catch (error) {
      return { lost: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
  }
}

function helloAddress(body: string): string | undefined {
  return /^Server address: (\S+):\d+$/m.exec(body)?.[1];
}
