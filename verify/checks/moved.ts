import type { Interruption } from "../cluster/interruptions";
import { type Cause, likelyCause } from "../diagnosis/evidence";
import { notStickyCauses } from "../diagnosis/notSticky";
import { replay } from "../diagnosis/replay";
import type { Answered } from "../http/exchange";
import type { CheckContext } from "./check";

/** A pod that was not ready so long ago may be what a controller acts on now, in milliseconds. */
const lateMilliseconds = 10_000;

/**
 * Why clients were answered by another pod than before.
 *
 * @param clients the answers of each of them, in their order
 * @param causes @default those of a site that is not sticky
 */
export async function causeOfMoves(
  context: CheckContext,
  clients: readonly (readonly Answered[])[],
  causes: readonly Cause[] = notStickyCauses,
): Promise<string | undefined> {
  const { target, survey } = context;
  const interruptions = await interruptionsOfLeft(context, clients);
  const replayed = interruptions.length > 0 ? undefined : await replay(context);
  return likelyCause(causes, {
    ...{ target, survey, interruptions },
    ...(replayed && { replay: replayed }),
  });
}

/** What happened meanwhile to the pods that the clients left. */
async function interruptionsOfLeft(
  { directory }: CheckContext,
  clients: readonly (readonly Answered[])[],
): Promise<Interruption[]> {
  const moves = clients.flatMap((answers) =>
    answers.slice(1).flatMap((answer, index) => {
      const before = answers[index];
      const from = before && directory.keyOf(before.answerer);
      return from === undefined || from === directory.keyOf(answer.answerer) ? [] : [from];
    }),
  );
  const sentAt = Math.min(...clients.flat().map((answer) => answer.sentAt));
  const since = new Date(Date.now() - (performance.now() - sentAt) - lateMilliseconds);
  await directory.refresh().catch(() => undefined);
  const found = await Promise.all(
    [...new Set(moves)].map((key) => directory.interruptionsOf(key, since)),
  );
  return found.flat();
}
