import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { CheckContext } from "../checks/check";
import { type Exchange, isAnswered, issuedCookie } from "../http/exchange";
import type { Visitor } from "../http/visitor";

/** How long all clients may take for a few answers each, in milliseconds. */
const answersTimeoutMilliseconds = 60_000;

/** Pause between two looks at the clients, in milliseconds. */
const pauseMilliseconds = 20;

/** A client that was answered by one pod and then by another. */
export interface Move {
  readonly client: number;
  /** The pods' keys. */
  readonly from: string;
  readonly to: string;
  /** When the first answer of the new pod was there: `performance.now()`. */
  readonly at: number;
  /** Whether a new session cookie came with the move. */
  readonly newCookie: boolean;
}

/** One user who goes on clicking. */
export interface LoadClient {
  readonly number: number;
  /** The key of the pod that answered last; undefined before the first answer. */
  pod: string | undefined;
  /** Answers of that pod in a row, and all answers. */
  inARow: number;
  answers: number;
  lastAnswerAt: number;
  /** The longest time without an answer since it was reset, in milliseconds. */
  longestGap: number;
  /** Whether a session cookie came since the last answer. */
  cookieIssued: boolean;
}

/** Clients with a cookie jar each, that send requests at a steady rate and remember who answered. */
export class Load {
  readonly clients: LoadClient[] = [];
  readonly moves: Move[] = [];
  lost = 0;
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];

  private constructor(private readonly context: CheckContext) {}

  /** Starts `count` clients; all together send as many requests a second as the settings say. */
  static async start(context: CheckContext, count: number): Promise<Load> {
    const load = new Load(context);
    // Each client listens while it pauses.
    setMaxListeners(0, load.stopping.signal);
    const interval = (1000 * count) / context.settings.rate;
    for (let number = 0; number < count; number += 1) {
      const client: LoadClient = {
        ...{ number, pod: undefined, inARow: 0, answers: 0, cookieIssued: false },
        ...{ lastAnswerAt: performance.now(), longestGap: 0 },
      };
      const visitor = await context.visitor({
        onExchange: (exchange) => {
          load.notice(client, exchange);
        },
      });
      load.clients.push(client);
      const loop = load.loop(visitor, interval, (interval * number) / count);
      // An interruption ends it long before `stop` waits for it, and unheard it would end the process,
      // with nothing put back.
      loop.catch(() => undefined);
      load.loops.push(loop);
    }
    return load;
  }

  /**
   * Waits until every client has had `count` answers, of whatever pods.
   *
   * @throws Error when it takes too long
   */
  async untilAnswered(count: number): Promise<void> {
    await this.until(({ answers }) => answers >= count, `${count} answers`);
  }

  /**
   * Waits until every client has had `count` answers of its pod in a row, all of them from now on.
   *
   * @throws Error when it takes too long
   */
  async untilSettled(count: number): Promise<void> {
    const answersBefore = this.clients.map(({ answers }) => answers);
    await this.until(
      ({ answers, inARow, number }) =>
        inARow >= count && answers - (answersBefore[number] ?? 0) >= count,
      `${count} answers of one pod in a row`,
    );
  }

  /** Forgets how long clients had to wait so far. */
  resetGaps(): void {
    for (const client of this.clients) {
      client.longestGap = 0;
    }
  }

  /** Ends all clients; their requests under way are waited for. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.loops);
  }

  private async until(done: (client: LoadClient) => boolean, what: string): Promise<void> {
    const deadline = performance.now() + answersTimeoutMilliseconds;
    while (!this.clients.every(done)) {
      const waiting = this.clients.filter((client) => !done(client)).length;
      if (performance.now() > deadline) {
        throw new Error(
          `${waiting} of ${this.clients.length} clients did not get ${what} within ${answersTimeoutMilliseconds / 1000} s`,
        );
      }
      await sleep(pauseMilliseconds, undefined, { signal: this.context.signal });
    }
  }

  /** @param offset so that the clients do not all click at once, in milliseconds */
  private async loop(visitor: Visitor, interval: number, offset: number): Promise<void> {
    const { signal } = this.stopping;
    let pause = offset;
    for (;;) {
      await sleep(pause, undefined, { signal });
      const start = performance.now();
      await visitor.visit();
      const wanted = interval * (0.5 + Math.random());
      // By chance, also where the site is slower than the rate: clients in step with each other could
      // each meet the same pod of a round robin for ever.
      const least = (Math.random() * interval) / 2;
      pause = Math.max(wanted - (performance.now() - start), least);
    }
  }

  private notice(client: LoadClient, exchange: Exchange): void {
    const { directory, survey } = this.context;
    client.cookieIssued ||= issuedCookie(exchange, survey.cookieName ?? "") !== undefined;
    if (!isAnswered(exchange)) {
      this.lost += 1;
      return;
    }
    const at = exchange.sentAt + exchange.milliseconds;
    client.longestGap = Math.max(client.longestGap, at - client.lastAnswerAt);
    client.lastAnswerAt = at;
    const pod = directory.keyOf(exchange.answerer);
    if (client.pod !== undefined && client.pod !== pod) {
      const { number, pod: from, cookieIssued: newCookie } = client;
      this.moves.push({ client: number, from, to: pod, at, newCookie });
    }
    client.inARow = client.pod === pod ? client.inARow + 1 : 1;
    client.answers += 1;
    client.pod = pod;
    client.cookieIssued = false;
  }
}
