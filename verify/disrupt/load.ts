import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Exchange, isAnswered } from "../http/exchange";
import type { Visitor } from "../http/visitor";
import { LoadClient, type LoadClientArgs, type Move } from "./loadClient";

/** How long all clients may take for a few answers each, in milliseconds. */
const answersTimeoutMilliseconds = 60_000;

/** Pause between two looks at the clients, in milliseconds. */
const pauseMilliseconds = 20;

export interface LoadArgs extends Omit<LoadClientArgs, "number"> {
  /** Clients that come back with their cookies. */
  readonly clients: number;
  /** Requests a second, of all clients and new clients together. */
  readonly rate: number;
  /** The part of the requests that come from clients who were never there before: 0 to below 1. */
  readonly newClients: number;
  /** A new user of the site, who tells of each request. A new client comes once. */
  readonly visitor: (args: {
    readonly newClient: boolean;
    readonly onExchange: (exchange: Exchange) => void;
  }) => Promise<Visitor>;
  /** Ends what is waited for: it then rejects. */
  readonly signal: AbortSignal;
}

/** A request without an answer of a pod. */
export interface Loss {
  /** When it was sent: `performance.now()`. */
  readonly at: number;
  readonly reason: string;
}

/**
 * Clients with a cookie jar each, that send requests at a steady rate and remember who answered, and new clients
 * beside them. A client sends its next request only after it had the answer to the last one, as a browser
 * does. It stays on its pod, so that new clients alone tell what a pod that has just come is worth.
 */
export class Load {
  readonly clients: LoadClient[] = [];
  readonly moves: Move[] = [];
  readonly losses: Loss[] = [];
  /** How many requests there were, without those under way. */
  requests = 0;
  /** The longest that a new client waited for what became of its request since it was reset, in milliseconds. */
  private newClientsWait = 0;
  /** When the new clients came who still wait: `performance.now()`. */
  private readonly waitingSince = new Set<{ readonly since: number }>();
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];

  private constructor(private readonly args: LoadArgs) {}

  static async start(args: LoadArgs): Promise<Load> {
    const load = new Load(args);
    // Each client listens while it pauses.
    setMaxListeners(0, load.stopping.signal);
    const { clients, rate, newClients } = args;
    const interval = (1000 * clients) / (rate * (1 - newClients));
    for (let number = 0; number < clients; number += 1) {
      const client = new LoadClient({ ...args, number });
      load.clients.push(client);
      const visitor = await load.visitor(false, (exchange) => {
        const move = client.notice(exchange);
        load.moves.push(...(move ? [move] : []));
      });
      load.run(load.comeBack(visitor, interval, (interval * number) / clients));
    }
    if (newClients > 0) {
      load.run(load.arrive(1000 / (rate * newClients)));
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

  /**
   * The longest that anybody had to wait since it was reset, in milliseconds: a client from one answer to the next, a
   * new client from its coming on.
   */
  get longestWait(): number {
    const now = performance.now();
    return Math.max(
      this.newClientsWait,
      ...[...this.waitingSince].map(({ since }) => now - since),
      ...this.clients.map(({ longestGap }) => longestGap),
    );
  }

  /** Forgets how long clients had to wait so far. */
  resetWaits(): void {
    this.newClientsWait = 0;
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
      await sleep(pauseMilliseconds, undefined, { signal: this.args.signal });
    }
  }

  private visitor(newClient: boolean, notice?: (exchange: Exchange) => void): Promise<Visitor> {
    return this.args.visitor({
      newClient,
      onExchange: (exchange) => {
        this.requests += 1;
        if (!isAnswered(exchange)) {
          this.losses.push({ at: exchange.sentAt, reason: exchange.lost ?? "" });
        }
        notice?.(exchange);
      },
    });
  }

  private run(loop: Promise<void>): void {
    // An interruption ends it long before `stop` waits for it, and unheard it would end the process,
    // with nothing put back.
    loop.catch(() => undefined);
    this.loops.push(loop);
  }

  /** @param offset so that the clients do not all click at once, in milliseconds */
  private async comeBack(visitor: Visitor, interval: number, offset: number): Promise<void> {
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

  /** NewClients do not wait for each other. */
  private async arrive(interval: number): Promise<void> {
    const { signal } = this.stopping;
    const underWay = new Set<Promise<void>>();
    let due = performance.now() + interval;
    try {
      for (;;) {
        await sleep(due - performance.now(), undefined, { signal });
        const visit = this.arriveOnce()
          // An interruption alone cuts it off, of which the others hear.
          .catch(() => undefined)
          .finally(() => underWay.delete(visit));
        underWay.add(visit);
        due = Math.max(due + interval, performance.now());
      }
    } finally {
      await Promise.all(underWay);
    }
  }

  private async arriveOnce(): Promise<void> {
    const visitor = await this.visitor(true, ({ milliseconds }) => {
      this.newClientsWait = Math.max(this.newClientsWait, milliseconds);
    });
    const waiting = { since: performance.now() };
    this.waitingSince.add(waiting);
    try {
      await visitor.visit();
    } finally {
      this.waitingSince.delete(waiting);
    }
  }
}
