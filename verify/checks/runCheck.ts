import { safeText } from "../../cli/terminal/safeText";
import type { PodDirectory } from "../cluster/podDirectory";
import { refusal } from "../diagnosis/refusal";
import { isAnswered } from "../http/exchange";
import { Visitor } from "../http/visitor";
import { messageOf } from "../message";
import { Recorder, type Timeline } from "../recorder";
import { type Check, type CheckContext, type CheckOutcome, fail, skipped } from "./check";
import { NotAnswered } from "./visits";

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
      const { recorded = true, newClient = false, ownRate = false } = args;
      const client = newClient ? undefined : clients;
      clients += recorded && !newClient ? 1 : 0;
      return new Visitor({
        send: await site.sender(connections),
        cookieUrl: site.cookieUrl,
        keepsCookies,
        ...(!ownRate && { pace: site.pace }),
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
    ...printable(outcome),
    seconds: Math.round(performance.now() - start) / 1000,
    timeline: recorder.timeline(),
  };
}

/** Stands for a check that the end of the run's time cut off. */
export function notRun({ id, title }: Check, directory: PodDirectory): CheckResult {
  const { detail } = skipped("the time of --max-time was over");
  return {
    ...{ id, title, result: "skipped", detail, seconds: 0 },
    timeline: new Recorder(directory).timeline(),
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
    return fail(
      "request-lost",
      messageOf(error),
      error instanceof NotAnswered
        ? refusal({ target: context.target, survey: { ...context.survey, first: error.exchange } })
        : undefined,
    );
  }
}

/** What a check says holds words of servers and of the cluster, in any of its parts. */
function printable({ detail, cause, figures, ...outcome }: CheckOutcome): CheckOutcome {
  return {
    ...{ ...outcome, detail: safeText(detail) },
    ...(cause !== undefined && { cause: safeText(cause) }),
    ...(figures && {
      figures: Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [
          name,
          typeof value === "string" ? safeText(value) : value,
        ]),
      ),
    }),
  };
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
