import { setTimeout as sleep } from "node:timers/promises";
import { Load, type LoadArgs, type Sent } from "./load";

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

/** Before the disruption, so that every client has its cookie; after it, so that the proxy is done with it. */
const quietMilliseconds = 3_000;

/** Disrupts an application under load. */
export async function underLoad(args: LoadArgs, disrupt: () => Promise<unknown>): Promise<Outcome> {
  const load = new Load(args);
  let from = 0;
  let to = 0;
  let sent: readonly Sent[] = [];
  try {
    await sleep(quietMilliseconds);
    from = load.now;
    await disrupt();
    to = load.now;
    await sleep(quietMilliseconds);
  } finally {
    sent = await load.stop();
  }
  return outcomeOf(sent, from, to);
}

/** Sums up what became of the requests; `from` and `to` in milliseconds. */
export function outcomeOf(sent: readonly Sent[], from: number, to: number): Outcome {
  const last = Math.max(0, ...sent.map(({ at }) => at));
  const lostBySecond = new Array<number>(Math.floor(last / 1000) + 1).fill(0);
  const reasons: Record<string, number> = {};
  for (const { at, lost } of sent) {
    if (lost !== undefined) {
      const second = Math.floor(at / 1000);
      lostBySecond[second] = (lostBySecond[second] ?? 0) + 1;
      reasons[lost] = (reasons[lost] ?? 0) + 1;
    }
  }
  return {
    requests: sent.length,
    lost: sent.filter(({ lost }) => lost !== undefined).length,
    reasons,
    rate: Math.round((1000 * sent.length) / Math.max(last, 1)),
    from: from / 1000,
    to: to / 1000,
    moves: movesOf(sent),
    lostBySecond,
  };
}

function movesOf(sent: readonly Sent[]): Move[] {
  const homes = new Map<number, string>();
  const moves: Move[] = [];
  for (const { client, pod, at } of sent) {
    if (client === undefined || pod === undefined) {
      continue;
    }
    const home = homes.get(client);
    if (home !== undefined && home !== pod) {
      moves.push({ client, from: home, to: pod, at: at / 1000 });
    }
    homes.set(client, pod);
  }
  return moves;
}

/** Moves that no end of a pod explains: away from a pod that stays, or twice away from the same one. */
export function needlessMoves(moves: readonly Move[], staying: readonly string[]): Move[] {
  return moves.filter(
    ({ client, from }, index) =>
      staying.includes(from) ||
      moves.slice(0, index).some((earlier) => earlier.client === client && earlier.from === from),
  );
}
