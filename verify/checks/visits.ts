import { type Answered, type Exchange, isAnswered } from "../http/exchange";
import type { Visitor } from "../http/visitor";
import { counted } from "../message";
import type { CheckContext } from "./check";

/** A request that no pod answered, in a check that needs the answer. */
export class NotAnswered extends Error {
  constructor(readonly exchange: Exchange) {
    super(`a request was not answered by a pod: ${exchange.lost ?? "no reason given"}`);
  }
}
/** What is assumed of the number of pods where nobody tells it and every one of them has to be seen. */
export const podsAssumed = 5;

/**
 * One visit that a pod has to answer.
 *
 * @throws NotAnswered when the request is lost
 */
export async function answeredVisit(visitor: Visitor, path?: string): Promise<Answered> {
  const exchange = await visitor.visit(path);
  if (!isAnswered(exchange)) {
    throw new NotAnswered(exchange);
  }
  return exchange;
}

/** {@link answeredVisit} `count` times, one after the other. */
export async function answeredVisits(visitor: Visitor, count: number): Promise<Answered[]> {
  const answers: Answered[] = [];
  while (answers.length < count) {
    answers.push(await answeredVisit(visitor));
  }
  return answers;
}

/** Counts answers by pod, under the pods' names. */
export function answersByPod(
  { directory }: Pick<CheckContext, "directory">,
  answers: readonly Answered[],
): Record<string, number> {
  // Pods may be called like what every object has, such as constructor.
  const counts = new Map<string, number>();
  for (const { answerer } of answers) {
    const label = directory.label(directory.keyOf(answerer));
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** How many different pods gave the answers. */
export function podCount(
  { directory }: Pick<CheckContext, "directory">,
  answers: readonly Answered[],
): number {
  return new Set(answers.map(({ answerer }) => directory.keyOf(answerer))).size;
}

/** Why a check that needs several pods is skipped where there are fewer; undefined where there are enough. */
export function tooFewPods({ survey }: CheckContext): string | undefined {
  const { ready } = survey;
  return ready === undefined || ready >= 2
    ? undefined
    : `${ready === 1 ? "only 1 pod is" : `${counted(ready, "pod")} are`} ready: with fewer than 2 it would prove nothing`;
}
