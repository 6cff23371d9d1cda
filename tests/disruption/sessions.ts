import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../e2e/support/eventually";
import { Shopper } from "./shopper";

/** What a disruption did to those who were logged in. */
export interface SessionOutcome {
  /** How many were logged in. */
  readonly sessions: number;
  /** Why sessions were lost, a line for each. */
  readonly lost: readonly string[];
  /** How many were answered by more than one pod. */
  readonly moved: number;
  /** The least number of requests that anyone of them sent between the disruption's begin and its end. */
  readonly leastRequests: number;
  readonly requests: number;
  /** Requests without a good answer; they cost no session. */
  readonly failed: number;
}

/** How many are logged in. */
const count = 100;
/** Between the answer that a shopper got and the next request. */
const pauseMilliseconds = 1_000;
/** After the disruption, so that the proxy is done with it. */
const quietMilliseconds = 3_000;

/** Disrupts the shop while shoppers who have logged in before go on with their carts. */
export async function whileLoggedIn(
  url: string,
  disrupt: () => Promise<unknown>,
): Promise<SessionOutcome> {
  const shoppers = Array.from({ length: count }, (_, index) => new Shopper(url, `user-${index}`));
  await Promise.all(shoppers.map((shopper) => shopper.logIn()));
  const stop = new AbortController();
  const running = shoppers.map((shopper, index) => shop(shopper, index, stop.signal));
  const sent = () => shoppers.map(({ requests }) => requests);
  let during: number[] = [];
  try {
    // Everyone has sent a request by then.
    await sleep(pauseMilliseconds);
    const before = sent();
    await disrupt();
    during = sent().map((requests, index) => requests - (before[index] ?? 0));
    await sleep(quietMilliseconds);
  } finally {
    stop.abort();
    await Promise.all(running);
  }
  await Promise.all(shoppers.map((shopper) => eventually(() => shopper.look())));
  const sum = (of: (shopper: Shopper) => number) =>
    shoppers.reduce((total, shopper) => total + of(shopper), 0);
  return {
    sessions: shoppers.length,
    lost: shoppers.flatMap(({ lost }) => lost ?? []),
    moved: shoppers.filter(({ pods }) => pods.size > 1).length,
    leastRequests: Math.min(...during),
    requests: sum(({ requests }) => requests),
    failed: sum(({ failed }) => failed),
  };
}

/** One request at a time, as a person in a browser sends them. */
async function shop(shopper: Shopper, index: number, stop: AbortSignal): Promise<void> {
  await sleep((pauseMilliseconds * index) / count);
  for (let round = index; !stop.aborted; round += 1) {
    // A request that fails is counted, and the shopper tries again.
    await (round % 2 === 0 ? shopper.fillCart() : shopper.look()).catch(() => undefined);
    await sleep(pauseMilliseconds);
  }
}
