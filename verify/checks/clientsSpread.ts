import type { Pod } from "../cluster/pods";
import { readyAmong } from "../cluster/pods";
import { overwrittenByApplication } from "../diagnosis/notSticky";
import { cached } from "../diagnosis/notVarying";
import { virtualAddress } from "../diagnosis/virtualAddress";
import { concurrently } from "../http/concurrently";
import { issuedCookie, type Answered } from "../http/exchange";
import { tally } from "../recorder";
import { chiSquare } from "../statistics";
import { type Check, type CheckContext, fail, pass, skipped } from "./check";
import { answeredVisit, answersByPod, tooFewPods } from "./visits";

/** How many new clients come at once. */
const atOnce = 10;

/** For the chi-square test there should be more answers of a pod than this. */
const fewestExpected = 10;

/** What is assumed of the number of pods where nobody tells it. */
const podsAssumed = 5;

/** New clients are spread over all pods that are ready, and evenly. */
export const clientsSpread: Check = {
  id: "clients-spread",
  title: "new clients spread over all pods",
  needs: "an answer",
  async run(context) {
    const few = tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    const { survey, samples, visitor, target } = context;
    const pods = survey.ready ?? podsAssumed;
    const count = Math.max(samples.clientsForEveryPod(pods), pods * fewestExpected);
    const stranger = await visitor({ keepsCookies: false });
    const answers = await concurrently(count, atOnce, () => answeredVisit(stranger));
    const seen = answersByPod(context, answers);
    const cookies = new Set(answers.map((answer) => issuedCookie(answer, survey.cookieName ?? "")));
    if (cookies.size === 1 && !cookies.has(undefined)) {
      return fail(
        `all of ${count} new clients get the same cookie`,
        overwrittenByApplication(context) ??
          virtualAddress(context) ??
          cached(survey.first, answers.at(-1) ?? survey.first) ??
          "All clients get the cookie of one pod: a cache in front answers with somebody else's Set-Cookie, or the controller knows one pod only.",
      );
    }
    const missing = podsWithoutClient(context, answers);
    if (missing.length > 0) {
      return fail(
        `${missing.map(({ name }) => name).join(", ")} got none of ${count} new clients: ${tally(seen)}`,
        `${missing[0]?.name ?? ""} is ready and the controller sends it nothing: it has not heard of it yet (again in a few seconds), cannot reach it, or picks by the clients' address.`,
      );
    }
    const counts = Object.values(seen);
    const { statistic, degreesOfFreedom, chance } = chiSquare(counts);
    const figures = { clients: count, chiSquare: round(statistic), degreesOfFreedom, chance };
    const spread = `${count} clients: ${tally(seen)} (chi-square ${round(statistic)} with ${degreesOfFreedom} degree${degreesOfFreedom === 1 ? "" : "s"} of freedom, p = ${chance.toPrecision(2)})`;
    if (counts.length < 2) {
      return fail(spread, "One pod gets all new clients.", figures);
    }
    // Consistent hashing promises no even spread, and of an unknown controller nothing is known.
    const even = target.expectation.promises?.affinity !== "strong" || chance >= samples.error;
    return even
      ? pass(spread, figures)
      : fail(
          spread,
          "The spread is not even: pods have different weights, the controller picks the least loaded one and some are busy, or it picks by the clients' address.",
          figures,
        );
  },
};

function podsWithoutClient(
  { survey, directory }: CheckContext,
  answers: readonly Answered[],
): Pod[] {
  const found = new Set(
    answers.map(({ answerer }) => directory.find(directory.keyOf(answerer))?.uid),
  );
  // Where answers don't tell pods by a name that Kubernetes knows, nothing can be said.
  return found.size === 1 && found.has(undefined)
    ? []
    : readyAmong(survey.pods ?? []).filter(({ uid }) => !found.has(uid));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
