import type { Cause } from "../diagnosis/evidence";
import { interrupted } from "../diagnosis/interrupted";
import { notStickyCauses } from "../diagnosis/notSticky";
import { concurrently } from "../http/concurrently";
import type { Answered } from "../http/exchange";
import type { ConnectionUse } from "../http/site";
import { tally } from "../recorder";
import { type Check, type CheckContext, type CheckOutcome, fail, pass, skipped } from "./check";
import { causeOfMoves } from "./moved";
import { answeredVisit, answeredVisits, answersByPod, podCount, tooFewPods } from "./visits";

/** How many requests of one client are under way at once in the check of concurrency. */
const atOnce = 5;

/** With a cookie jar one pod answers everything, with a new connection for each request. */
export const staysOverNewConnections: Check = {
  id: "stays-over-new-connections",
  title: "with the cookie the pod stays",
  needs: "an answer",
  run: (context) => oneClientStays(context, "new connections"),
};

/** The same over one connection that is kept alive: where a proxy decides once for a connection. */
export const staysOverOneConnection: Check = {
  id: "stays-over-one-connection",
  title: "it stays over one kept-alive connection",
  needs: "an answer",
  run: (context) => oneClientStays(context, "one connection"),
};

/** The same over HTTP/2, where that is served. */
export const staysOverHttp2: Check = {
  id: "stays-over-http2",
  title: "it stays over HTTP/2",
  needs: "an answer",
  run(context) {
    const { tls } = context.survey;
    return tls?.http2
      ? oneClientStays(context, "HTTP/2")
      : skipped(
          tls
            ? "the site does not serve HTTP/2"
            : "plain http: browsers speak HTTP/2 over TLS alone",
        );
  },
};

/** Many clients at once, each with several requests under way: every one stays on its own pod. */
export const staysUnderConcurrency: Check = {
  id: "stays-under-concurrency",
  title: "it stays under concurrent requests",
  needs: "an answer",
  async run(context) {
    const few = tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    const { samples, survey, settings, visitor } = context;
    const count = samples.requests(survey.ready);
    const clients = await concurrently(settings.clients, settings.clients, async () => {
      const client = await visitor();
      // Alone, since a browser has the cookie before it asks for what the page needs.
      const first = await answeredVisit(client);
      const others = await concurrently(count - 1, atOnce, () => answeredVisit(client));
      return [first, ...others];
    });
    const moved = clients.filter((answers) => podCount(context, answers) > 1);
    const requests = clients.length * count;
    return moved.length === 0
      ? pass(
          `${clients.length} clients, each on one pod: ${requests} requests, ${atOnce} at once for each`,
          {
            clients: clients.length,
            requests,
          },
        )
      : notSticky(context, moved, `${moved.length} of ${clients.length} clients moved`, [
          interrupted,
          await onlyAtOnce(context),
        ]);
  },
};

/** Where a client that sends one request after the other stays. */
async function onlyAtOnce(context: CheckContext): Promise<Cause> {
  const { samples, survey, visitor } = context;
  const answers = await answeredVisits(
    await visitor({ recorded: false }),
    samples.requests(survey.ready),
  );
  const stays = podCount(context, answers) === 1;
  return () =>
    stays
      ? "A client stays on its pod when its requests come one after the other, and not when several are under way at once: a limit of connections or requests for each pod (maxconn, max_conns, a circuit breaker) sends the others elsewhere: raise it, or have such requests wait."
      : undefined;
}

async function oneClientStays(
  context: CheckContext,
  connections: ConnectionUse,
): Promise<CheckOutcome> {
  const few = tooFewPods(context);
  if (few !== undefined) {
    return skipped(few);
  }
  const { samples, survey, visitor } = context;
  const count = samples.requests(survey.ready);
  const answers = await answeredVisits(await visitor({ connections }), count);
  return podCount(context, answers) === 1
    ? pass(
        `${tally(answersByPod(context, answers))} of ${count} (by chance ${samples.chance(survey.ready, count)})`,
        { requests: count },
      )
    : notSticky(context, [answers], "several pods answered");
}

/** @param clients the answers of each that moved */
async function notSticky(
  context: CheckContext,
  clients: readonly (readonly Answered[])[],
  what: string,
  causes: readonly Cause[] = [],
): Promise<CheckOutcome> {
  return fail(
    "pod-changes",
    `${what}: ${tally(answersByPod(context, clients[0] ?? []))}`,
    await causeOfMoves(context, clients, [...causes, ...notStickyCauses]),
  );
}
