import type { Interruption } from "../cluster/interruptions";
import { readyAmong } from "../cluster/pod";
import { likelyCause } from "../diagnosis/evidence";
import { interrupted } from "../diagnosis/interrupted";
import { notAskedFor } from "../diagnosis/noCookie";
import { overwrittenByApplication } from "../diagnosis/notSticky";
import { notVaryingCauses } from "../diagnosis/notVarying";
import { turnedOff } from "../diagnosis/turnedOff";
import { concurrently } from "../http/concurrently";
import { issuedCookie, type Answered } from "../http/exchange";
import { tally } from "../recorder";
import { chiSquare } from "../statistics";
import { type Check, type CheckContext, fail, pass, skipped } from "./check";
import { answeredVisit, answersByPod, podCount, podsAssumed, tooFewPods } from "./visits";

/** How many new clients come at once. */
const atOnce = 10;

/** For the chi-square test there should be more answers of a pod than this. */
const fewestExpected = 10;

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
    const newClient = await visitor({ keepsCookies: false });
    const answers = await concurrently(count, atOnce, () => answeredVisit(newClient));
    const seen = answersByPod(context, answers);
    const cookies = new Set(answers.map((answer) => issuedCookie(answer, survey.cookieName ?? "")));
    const evidence = { ...context, interruptions: await interruptionsMeanwhile(context, answers) };
    if (cookies.size === 1 && !cookies.has(undefined)) {
      return fail(
        "same-cookie-for-all",
        `all of ${count} new clients get the same cookie`,
        overwrittenByApplication(context) ??
          turnedOff(context) ??
          notAskedFor(context) ??
          (podCount(context, answers) > 1
            ? "Several pods answer, and the cookie is the same for all clients: it names no pod, so it is the application's own and not the controller's."
            : likelyCause(notVaryingCauses(answers.at(-1) ?? survey.first), evidence)),
      );
    }
    const missing = podsWithoutClient(context, answers);
    if (missing !== undefined) {
      return fail(
        "pod-without-clients",
        `${missing} of ${count} new clients: ${tally(seen)}`,
        interrupted(evidence) ??
          "A pod is ready and the controller sends it nothing: it has not heard of it yet (again in a few seconds), cannot reach it, or picks by the clients' address.",
      );
    }
    const counts = Object.values(seen);
    const { statistic, degreesOfFreedom, chance } = chiSquare(counts);
    const figures = { clients: count, chiSquare: round(statistic), degreesOfFreedom, chance };
    const spread = `${count} clients: ${tally(seen)} (chi-square ${round(statistic)} with ${degreesOfFreedom} degree${degreesOfFreedom === 1 ? "" : "s"} of freedom, p = ${chance.toPrecision(2)})`;
    // Consistent hashing promises no even spread, and of an unknown controller nothing is known.
    const even = target.expectation.promises?.affinity !== "strong" || chance >= samples.error;
    return even
      ? pass(spread, figures)
      : fail(
          "spread-uneven",
          spread,
          interrupted(evidence) ??
            "The spread is not even: pods have different weights, the controller picks the least loaded one and some are busy, or it picks by the clients' address.",
          figures,
        );
  },
};

/** What says that pods got no client: the beginning of a sentence; undefined where all did. */
function podsWithoutClient(
  { survey, directory }: CheckContext,
  answers: readonly Answered[],
): string | undefined {
  const keys = new Set(answers.map(({ answerer }) => directory.keyOf(answerer)));
  const found = new Set([...keys].map((key) => directory.find(key)?.uid));
  // Where answers don't tell pods by a name that Kubernetes knows, their number alone counts.
  const missing =
    found.size === 1 && found.has(undefined)
      ? []
      : readyAmong(survey.pods ?? []).filter(({ uid }) => !found.has(uid));
  if (missing.length > 0) {
    return `${missing.map(({ name }) => name).join(", ")} got none`;
  }
  const pods = Math.max(survey.ready ?? 0, 2);
  return keys.size < pods ? `${keys.size} of ${pods} pods got all` : undefined;
}

/** What happened to pods since the first of the answers was sent. */
async function interruptionsMeanwhile(
  { survey, directory }: CheckContext,
  [first]: readonly Answered[],
): Promise<Interruption[]> {
  await directory.refresh().catch(() => undefined);
  const since = new Date(Date.now() - (performance.now() - (first?.sentAt ?? 0)));
  const found = await Promise.all(
    (survey.pods ?? []).map(({ uid }) => directory.interruptionsOf(uid, since)),
  );
  return found.flat();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
