import { setTimeout as sleep } from "node:timers/promises";
import { isAnswered, type AnsweredRequest, type RequestRecord } from "../http/requestRecord";
import type { Visitor } from "../http/visitor";
import type { Pod, Pods } from "../pods";
import { answeredVisits, tutorialRequests } from "./answers";
import { fail, pass, skipped, type Check, type CheckContext } from "./check";
import { conclusiveRequests } from "./confidence";
import { issuedCookie } from "./issuedCookie";
import { readyPods, tooFewPods } from "./readyPods";

/** How long another pod may take to answer after the deletion, in milliseconds. */
const moveTimeoutMilliseconds = 60_000;

/** How long the deleted pod may take to come back, ready, in milliseconds. */
const returnTimeoutMilliseconds = 180_000;

/** Pause between two requests of the user who keeps clicking, in milliseconds. */
const pauseMilliseconds = 50;

/**
 * The pod that holds a session is deleted: another one answers, with a new cookie, and goes on
 * answering, also after the deleted pod is back under its old name. Pods are told apart by UID.
 */
export const podLossSurvived: Check = {
  name: "the pod is deleted: the session moves once",
  async run(context) {
    const { pods, visitor, cookieName } = context;
    const ready = await readyPods(pods);
    if (ready.length < 2) {
      return skipped(tooFewPods(ready.length));
    }
    const user = visitor("with a cookie jar");
    const before = await answeredVisits(user, 2);
    const [lost, stayed] = await Promise.all(before.map((answer) => podThatAnswered(answer, pods)));
    if (!lost || lost.uid !== stayed?.uid) {
      return fail("the session does not stay on a pod, so none was deleted");
    }

    await pods.delete(lost);
    const move = await visitUntilMoved(user, lost, context);
    if (!move.to) {
      const last = move.visits.at(-1);
      return fail(
        `${lost.name} was deleted, but no other pod answered within ${moveTimeoutMilliseconds / 1000} s (last: ${last?.lost ?? `still ${last?.pod ?? "nothing"}`})`,
      );
    }
    const successor = move.to.name === lost.name ? "its successor of the same name" : move.to.name;
    const moved = `${lost.name} deleted, ${successor} answered after ${move.milliseconds.toLocaleString("en")} ms`;
    if (!move.visits.some((visit) => issuedCookie(visit, cookieName) !== undefined)) {
      return fail(`${moved}, but no new cookie "${cookieName}" was issued`);
    }

    const meanwhile = await visitUntilBack(user, lost, context);
    const count = Math.max(tutorialRequests, conclusiveRequests(ready.length));
    const after = await answeredVisits(user, count);
    const elsewhere = await firstElsewhere([...meanwhile, ...after], move.to, pods);
    if (elsewhere) {
      return fail(`${moved}, but request ${elsewhere.number} was answered by ${elsewhere.pod}`);
    }
    const all = [...move.visits, ...meanwhile];
    const missing = all.filter((visit) => !isAnswered(visit)).length;
    return pass(
      `${moved} with a new cookie, and ${count} of ${count} once ${lost.name} was back with another UID; ${missing} of ${all.length} requests lost meanwhile`,
    );
  },
};

interface Move {
  /** All visits after the deletion, the first good one included. */
  readonly visits: readonly RequestRecord[];
  /** The pod that took over; undefined when none did in time. */
  readonly to?: Pod;
  /** From the deletion to the end of the first good answer. */
  readonly milliseconds: number;
}

async function visitUntilMoved(
  user: Visitor,
  lost: Pod,
  { pods, signal }: CheckContext,
): Promise<Move> {
  const start = performance.now();
  const elapsed = (): number => Math.round(performance.now() - start);
  const visits: RequestRecord[] = [];
  while (elapsed() < moveTimeoutMilliseconds) {
    const visit = await user.visit();
    const milliseconds = elapsed();
    visits.push(visit);
    // The deleted pod may serve on while it terminates: that is neither a loss nor a move.
    const pod = isAnswered(visit) ? await podThatAnswered(visit, pods) : undefined;
    if (pod && pod.uid !== lost.uid) {
      return { visits, to: pod, milliseconds };
    }
    await sleep(pauseMilliseconds, undefined, { signal });
  }
  return { visits, milliseconds: elapsed() };
}

/** Visits on until another pod with the lost one's name is ready. */
async function visitUntilBack(
  user: Visitor,
  lost: Pod,
  { pods, signal }: CheckContext,
): Promise<RequestRecord[]> {
  const deadline = performance.now() + returnTimeoutMilliseconds;
  const visits: RequestRecord[] = [];
  for (;;) {
    visits.push(await user.visit());
    const ready = await readyPods(pods);
    if (ready.some(({ name, uid }) => name === lost.name && uid !== lost.uid)) {
      return visits;
    }
    if (performance.now() > deadline) {
      throw new Error(
        `${lost.name} was deleted and is not ready again after ${returnTimeoutMilliseconds / 1000} s`,
      );
    }
    await sleep(pauseMilliseconds, undefined, { signal });
  }
}

async function firstElsewhere(
  visits: readonly RequestRecord[],
  home: Pod,
  pods: Pods,
): Promise<AnsweredRequest | undefined> {
  const now = await pods.list();
  return visits.filter(isAnswered).find((visit) => findPod(visit, now)?.uid !== home.uid);
}

async function podThatAnswered(answer: AnsweredRequest, pods: Pods): Promise<Pod | undefined> {
  return findPod(answer, await pods.list());
}

/** The pod by name and, where the answer tells it, by address: a pod that came back has another. */
function findPod(answer: AnsweredRequest, pods: readonly Pod[]): Pod | undefined {
  return pods.find(
    ({ name, address }) =>
      name === answer.pod &&
      (address === undefined || answer.podAddress === undefined || address === answer.podAddress),
  );
}
