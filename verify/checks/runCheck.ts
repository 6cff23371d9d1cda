import { isAnswered } from "../http/exchange";
import { Visitor } from "../http/visitor";
import { messageOf } from "../message";
import { Recorder, type Timeline } from "../recorder";
import { type Check, type CheckContext, type CheckOutcome, fail, skipped } from "./check";

/** A check's name, what it found and what it took. */
export interface CheckResult extends CheckOutcome {
  readonly id: string;
  readonly title: string;
  readonly seconds: number;
  readonly timeline: Timeline;
}

export type RunCheckArgs = Omit<CheckContext, "recorder" | "visitor">;

/**
 * Runs one check; one that breaks off has failed, for the reason that it gives.
 *
 * @throws the signal's reason when aborted
 */
export async function runCheck(check: Check, args: RunCheckArgs): Promise<CheckResult> {
  const { site, survey, directory, signal } = args;
  const recorder = new Recorder(directory);
  const start = performance.now();
  let clients = 0;
  const context: CheckContext = {
    ...args,
    recorder,
    async visitor(args = {}) {
      const { connections = "new connections", keepsCookies = true } = args;
      const { recorded = true, newClient = false } = args;
      const client = newClient ? undefined : clients;
      clients += recorded && !newClient ? 1 : 0;
      return new Visitor({
        send: await site.sender(connections),
        cookieUrl: site.cookieUrl,
        keepsCookies,
        ...(survey.cookieName !== undefined && { cookieName: survey.cookieName }),
        onExchange(exchange) {
          if (recorded) {
            recorder.record(client, exchange);
          }
          args.onExchange?.(exchange);
        },
      });
    },
  };
  // What happens to a pod meanwhile is evidence.
  const stopWatching = directory.watch();
  const outcome = await attempt(check, context).finally(stopWatching);
  signal.throwIfAborted();
  return {
    id: check.id,
    title: check.title,
    ...outcome,
    seconds: Math.round(performance.now() - start) / 1000,
    timeline: recorder.timeline(),
  };
}

async function attempt(check: Check, context: CheckContext): Promise<CheckOutcome> {
  const lacking = lacks(check, context);
  if (lacking !== undefined) {
    return skipped(lacking);
  }
  try {
    context.signal.throwIfAborted();
    return await check.run(context);
  } catch (error) {
    context.signal.throwIfAborted();
    return fail("request-lost", messageOf(error));
  }
}

function lacks({ needs }: Check, { survey }: CheckContext): string | undefined {
  if (needs !== undefined && !isAnswered(survey.first)) {
    return "no pod answers";
  }
  if (needs === "a cookie" && !survey.sentBack.includes(survey.cookieName ?? "")) {
    return "there is no cookie that a browser would send back";
  }
  return undefined;
}
