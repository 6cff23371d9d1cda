import { concurrently } from "../http/concurrently";
import { tally } from "../recorder";
import { type Check, fail, pass, skipped } from "./check";
import { answeredVisit, answersByPod, podCount, tooFewPods } from "./visits";

/** Requests of one client before those that prove that it stays. */
const requestsBefore = 100;

/** How many of them are under way at once. */
const atOnce = 5;

/** A client stays however often it asks, also where a controller or a cookie counts requests. */
export const longVisit: Check = {
  id: "long-visit",
  title: "it stays over many requests",
  needs: "a cookie",
  async run(context) {
    const few = tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    const { samples, survey, visitor, directory } = context;
    const proof = samples.requests(survey.ready);
    const count = requestsBefore + proof;
    const client = await visitor();
    // Alone, since a browser has the cookie before it asks for what the page needs.
    const first = await answeredVisit(client);
    const others = await concurrently(count - 1, atOnce, () => answeredVisit(client));
    const answers = [first, ...others];
    const home = directory.keyOf(first.answerer);
    const left = answers.findIndex(({ answerer }) => directory.keyOf(answerer) !== home);
    const seen = tally(answersByPod(context, answers));
    if (podCount(context, answers) === 1) {
      return pass(`${seen} of ${count}`, { requests: count });
    }
    return left < proof
      ? skipped(
          `the client does not even stay for its first ${proof} requests: see "with the cookie the pod stays"`,
        )
      : fail(
          "client-left-after-many-requests",
          `the client left ${directory.label(home)} after ${left} requests: ${seen}`,
          "The client is kept for a number of requests only: the controller or a load balancer in front counts them, or it looks at the cookie once for a connection of its own to the pods and opens a new one after so many requests.",
          { requests: count, stayedFor: left },
        );
  },
};
