import { setTimeout as sleep } from "node:timers/promises";
import { Shopper } from "./shopper";

/** Who uses the example shop. */
export interface Users {
  readonly url: string;
  /** Where connections go, instead of what DNS says. @default - as DNS says */
  readonly address?: string;
  /** How many are logged in at a time. @default 100 */
  readonly count?: number;
  /** How long each stays at least and at most, in seconds. @default 10 to 40 */
  readonly stay?: readonly [number, number];
}

/** One user's time in the shop, in seconds since the first one came. */
export interface Visit {
  readonly user: string;
  readonly from: number;
  readonly to: number;
  /** The addresses of the pods that answered, in turn, each with the time of its first answer. */
  readonly pods: readonly { readonly address: string; readonly from: number }[];
  /** Why the user is no longer logged in, without having left; undefined where that is not so. */
  readonly lost?: string;
}

/** What a disruption did to those who were logged in. */
export interface UsersOutcome {
  readonly visits: readonly Visit[];
  /** When the disruption began and ended, in seconds since the first user came. */
  readonly from: number;
  readonly to: number;
  readonly requests: number;
  /** Why requests failed, a line for each; they cost no session. */
  readonly failed: readonly string[];
}

/** Between the answer that a user got and the next request, in milliseconds. */
const pauseMilliseconds = 2_000;

/**
 * Disrupts the shop while users log in, fill their carts, and log out after a while, each of them followed by another one. All of
 * those who are there in the end stay until their own time is over.
 */
export async function whileUsersComeAndGo(
  { url, address, count = 100, stay: [least, most] = [10, 40] }: Users,
  disrupt: () => Promise<unknown>,
): Promise<UsersOutcome> {
  const start = performance.now();
  const now = () => Math.round(performance.now() - start) / 1000;
  const visits: Visit[] = [];
  const failed: string[] = [];
  let requests = 0;
  let isOver = false;
  const visit = async (user: string): Promise<void> => {
    const shopper = new Shopper(url, user, address);
    /** Whether it was done. */
    const trying = async (action: () => Promise<void>): Promise<boolean> => {
      try {
        await action();
        return true;
      } catch (error) {
        failed.push(`${now()} s: ${user}: ${String(error)}`);
        return false;
      }
    };
    const from = now();
    const until = from + least + Math.random() * (most - least);
    const pods: { address: string; from: number }[] = [];
    try {
      await shopper.logIn();
    } catch (error) {
      failed.push(`${now()} s: ${user}: ${String(error)}`);
      return;
    }
    const isOn = () => shopper.pod !== undefined && shopper.pod !== pods.at(-1)?.address;
    for (let round = 0; now() < until && shopper.lost === undefined; round += 1) {
      if (isOn()) {
        pods.push({ address: shopper.pod ?? "", from: now() });
      }
      await sleep(pauseMilliseconds);
      await trying(() => (round % 2 === 0 ? shopper.look() : shopper.fillCart()));
    }
    // The last word on the session, and where it was.
    await trying(() => shopper.look());
    if (isOn()) {
      pods.push({ address: shopper.pod ?? "", from: now() });
    }
    // One that is left behind would be waited for.
    for (let tries = 0; tries < 5 && shopper.lost === undefined; tries += 1) {
      if (await trying(() => shopper.logOut())) {
        break;
      }
    }
    requests += shopper.requests;
    const { lost } = shopper;
    visits.push({ user, from, to: now(), pods, ...(lost !== undefined && { lost }) });
  };
  const place = async (index: number): Promise<void> => {
    // Not all at once, neither at the beginning nor at the end.
    await sleep((least * 1000 * index) / count);
    for (let round = 0; !isOver; round += 1) {
      await visit(`user-${index}-${round}`);
    }
  };
  const places = Array.from({ length: count }, (_, index) => place(index));
  const times = { from: 0, to: 0 };
  try {
    await sleep((least + 1) * 1000);
    times.from = now();
    await disrupt();
    times.to = now();
  } finally {
    isOver = true;
    await Promise.all(places);
  }
  return { visits, ...times, requests, failed };
}

/** Those who were logged out without having left, as many lines. */
export function loggedOut({ visits }: Pick<UsersOutcome, "visits">): string[] {
  return visits.flatMap(({ lost, from, to }) =>
    lost === undefined ? [] : [`${lost} (there from ${from} s to ${to} s)`],
  );
}
