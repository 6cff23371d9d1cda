import { isAnswered, type AnsweredRequest } from "../http/requestRecord";
import type { Visitor } from "../http/visitor";

/** The tutorial's number of requests for each of its checks. */
export const tutorialRequests = 8;

/**
 * One visit that a pod has to answer.
 *
 * @throws Error when the request is lost
 */
export async function answeredVisit(visitor: Visitor): Promise<AnsweredRequest> {
  const record = await visitor.visit();
  if (!isAnswered(record)) {
    throw new Error(
      `request ${record.number} was not answered by a pod: ${record.lost ?? "no reason given"}`,
    );
  }
  return record;
}

/** {@link answeredVisit} `count` times, one after the other. */
export async function answeredVisits(visitor: Visitor, count: number): Promise<AnsweredRequest[]> {
  const records: AnsweredRequest[] = [];
  while (records.length < count) {
    records.push(await answeredVisit(visitor));
  }
  return records;
}

/** How often each pod answered: `hello-0 3, hello-1 3, hello-2 2`, sorted by name. */
export function tally(records: readonly AnsweredRequest[]): string {
  const counts = new Map<string, number>();
  for (const { pod } of records) {
    counts.set(pod, (counts.get(pod) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left], [right]) => left.localeCompare(right, "en", { numeric: true }))
    .map(([pod, count]) => `${pod} ${count}`)
    .join(", ");
}
