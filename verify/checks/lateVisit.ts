import { setTimeout as sleep } from "node:timers/promises";
import type { Cookie } from "tough-cookie";
import { defaultHoldSeconds } from "../defaults";
import { concurrently } from "../http/concurrently";
import type { Answered } from "../http/exchange";
import { counted } from "../message";
import { type Check, type CheckContext, fail, pass, skipped } from "./check";
import { shuffled } from "../shuffled";
import { sessionCookieIn } from "./sessionCookie";
import { answeredVisit, podCount, tooFewPods } from "./visits";

/** How many clients are under way at once. */
const atOnce = 10;

/** The shortest lifetime of a cookie that needs no word, in seconds: the usual one of a session in memory. */
const usualLifetime = 30 * 60;

/** Clients who come back after a pause find their pods again. */
export const lateVisit: Check = {
  id: "late-visit",
  title: "a client who comes back later finds its pod",
  needs: "a cookie",
  async run(context) {
    const { samples, survey, settings, visitor, signal } = context;
    const pause = settings.holdSeconds ?? defaultHoldSeconds;
    const few = pause === 0 ? "by --hold 0" : tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    // One who comes back finds its pod by chance as well; all of so many do not.
    const count = samples.requests(survey.ready);
    const clients = await concurrently(count, atOnce, async () => {
      const client = await visitor();
      return { client, before: [await answeredVisit(client), await answeredVisit(client)] };
    });
    if (clients.some(({ before }) => podCount(context, before) > 1)) {
      return skipped('clients do not even stay at once: see "with the cookie the pod stays"');
    }
    await sleep(pause * 1000, undefined, { signal });
    // In the same order a round robin would give each the pod that it had, if it forgot all of them.
    const order = shuffled(clients);
    const visits = await concurrently(
      count,
      atOnce,
      async (index): Promise<readonly Answered[]> => {
        const { client, before = [] } = order[index] ?? {};
        return client ? [...before, await answeredVisit(client)] : before;
      },
    );
    const moved = visits.filter((answers) => podCount(context, answers) > 1).length;
    const lifetime = lifetimeOf(sessionCookieIn(survey.first, survey.cookieName ?? ""));
    const figures = {
      ...{ clients: count, pauseSeconds: pause, moved },
      ...(lifetime !== undefined && { lifetimeSeconds: lifetime }),
    };
    return moved === 0
      ? pass(
          `${count} of ${counted(count, "client")} after ${pause} s${shortLifetime(lifetime)}`,
          figures,
        )
      : fail(
          "cookie-forgotten",
          `${moved} of ${counted(count, "client")} who came back after ${pause} s were answered by another pod`,
          whyForgotten(context, pause, lifetime),
          figures,
        );
  },
};

/** From now on, in seconds; undefined for a cookie that ends with the browser. */
function lifetimeOf(cookie: Cookie | undefined): number | undefined {
  const milliseconds = cookie?.TTL();
  return milliseconds === undefined || milliseconds === Infinity
    ? undefined
    : Math.ceil(milliseconds / 1000);
}

function shortLifetime(lifetime: number | undefined): string {
  return lifetime === undefined || lifetime >= usualLifetime
    ? ""
    : `; the cookie ends after ${lifetime} s, and with it the session of a client who pauses longer, unless an answer renews it`;
}

function whyForgotten(
  { survey }: CheckContext,
  pause: number,
  lifetime: number | undefined,
): string {
  return lifetime !== undefined && lifetime <= pause
    ? `The cookie "${survey.cookieName ?? ""}" ends after ${lifetime} s (its Max-Age or Expires), so that a client who pauses longer is a new one: give it the lifetime of the application's sessions, or none.`
    : "The cookie is still sent, and who answers has forgotten whom it stands for: the table of clients (HAProxy's stick-table, a load balancer's idle time) keeps them for too short a time, or the controller was reloaded meanwhile and keeps them in memory alone.";
}
