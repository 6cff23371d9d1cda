import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { defaultNewClients } from "../../verify/defaults";
import { Load } from "../../verify/disrupt/load";
import type { ResolveRule } from "../../verify/http/connectOptions";
import { Site } from "../../verify/http/site";
import { Visitor } from "../../verify/http/visitor";
import { helloIdentity } from "../../verify/identity";
import { eventually } from "../e2e/support/eventually";
import { podsSeen } from "../e2e/support/visits";

/** Who uses the application, which has to answer as the tutorial's image does. */
export interface Use {
  readonly url: string;
  /** How many pods there are: the load begins when each of them answers. */
  readonly pods: number;
  /** Where connections go, instead of what DNS says. @default - as DNS says */
  readonly resolve?: readonly ResolveRule[];
  /** Clients that come back with their cookies. @default 20 */
  readonly clients?: number;
  /** Requests a second, all together. @default 300 */
  readonly rate?: number;
  /** The part of the requests that come from new clients. @default 0.2 */
  readonly newClients?: number;
}

/** What a disruption did to the clients. */
export interface Outcome {
  readonly requests: number;
  readonly lost: number;
  /** How often each reason for a loss was met. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Requests in a second, over the whole time. */
  readonly rate: number;
  /** When the disruption began and ended, in seconds since the load began. */
  readonly from: number;
  readonly to: number;
  /** Every change of pod of a client that comes back. */
  readonly moves: readonly Move[];
  /** When the last of them was, in seconds since the disruption began; undefined where nobody moved. */
  readonly lastMove?: number;
  /** The longest time that a client had no answer during the disruption, also a new one, in milliseconds. */
  readonly longestWait: number;
  /** Lost requests by the second in which they were sent. */
  readonly lostBySecond: readonly number[];
}

export interface Move {
  readonly client: number;
  /** The pods' addresses. */
  readonly from: string;
  readonly to: string;
  /** In seconds since the load began. */
  readonly at: number;
}

/** Times of `performance.now()`. */
export interface Times {
  readonly start: number;
  readonly end: number;
  /** When the disruption began and ended. */
  readonly from: number;
  readonly to: number;
}

/** Before the disruption, so that every client has its cookie; after it, so that the proxy is done with it. */
const quietMilliseconds = 3_000;

/** So many that each pod is among them. */
const answersInARow = 20;

/** Disrupts an application under load. */
export async function underLoad(use: Use, disrupt: () => Promise<unknown>): Promise<Outcome> {
  const { url, resolve = [] } = use;
  const { signal } = new AbortController();
  const site = new Site({ url: new URL(url), identity: helloIdentity, resolve, signal });
  try {
    const send = await site.sender("new connections");
    await served(new Visitor({ send, cookieUrl: site.cookieUrl, keepsCookies: false }), use.pods);
    const start = performance.now();
    const load = await Load.start({
      ...{ clients: 20, rate: 300, newClients: defaultNewClients, ...use, signal },
      visitor: ({ onExchange }) =>
        Promise.resolve(new Visitor({ send, cookieUrl: site.cookieUrl, onExchange })),
      // The address alone tells a pod from a later one of its name.
      keyOf: ({ name, address = name }) => address,
    });
    try {
      await sleep(quietMilliseconds);
      load.resetWaits();
      const from = performance.now();
      await disrupt();
      const to = performance.now();
      await sleep(quietMilliseconds);
      await load.stop();
      return outcomeOf(load, { start, end: performance.now(), from, to });
    } finally {
      await load.stop();
    }
  } finally {
    await site.close();
  }
}

/** A controller hears of an application, and of each pod of it, only a moment after they are ready. */
async function served(visitor: Visitor, pods: number): Promise<void> {
  await eventually(async () => {
    assert.equal((await podsSeen(visitor, answersInARow)).size, pods);
  });
}

/** Sums up what became of the requests. */
export function outcomeOf(
  {
    requests,
    losses,
    moves,
    longestWait,
  }: Pick<Load, "requests" | "losses" | "moves" | "longestWait">,
  { start, end, from, to }: Times,
): Outcome {
  const seconds = (at: number) => (at - start) / 1000;
  const lostBySecond = new Array<number>(Math.ceil(seconds(end))).fill(0);
  const reasons: Record<string, number> = {};
  for (const { at, reason } of losses) {
    const second = Math.floor(seconds(at));
    lostBySecond[second] = (lostBySecond[second] ?? 0) + 1;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return {
    requests,
    lost: losses.length,
    reasons,
    rate: Math.round(requests / seconds(end)),
    from: seconds(from),
    to: seconds(to),
    moves: moves.map(({ client, from, to, at }) => ({ client, from, to, at: seconds(at) })),
    ...(moves.length > 0 && {
      lastMove: Math.round(Math.max(...moves.map(({ at }) => at - from)) / 100) / 10,
    }),
    longestWait: Math.round(longestWait),
    lostBySecond,
  };
}

/** Moves that no end of a pod explains: away from a pod that stays, or twice away from the same one. */
export function needlessMoves(moves: readonly Move[], staying: readonly string[]): Move[] {
  return moves.filter(
    ({ client, from }, index) =>
      staying.includes(from) ||
      moves.slice(0, index).some((earlier) => earlier.client === client && earlier.from === from),
  );
}
