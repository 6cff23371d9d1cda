import { likelyCause } from "../diagnosis/evidence";
import { notVaryingCauses } from "../diagnosis/notVarying";
import type { Answered } from "../http/exchange";
import { tally } from "../recorder";
import { type Check, fail, pass, skipped } from "./check";
import { answeredVisit, answersByPod, podCount, tooFewPods } from "./visits";

/**
 * Without a cookie at least two pods answer the tutorial's 8 requests. When all 8 come from one pod
 * that may still be chance, so requests go on until chance is ruled out.
 */
export const podsVary: Check = {
  id: "varies-without-cookie",
  title: "without a cookie the pod varies",
  needs: "an answer",
  async run(context) {
    const { survey, samples, target, visitor } = context;
    const few = tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    const most = samples.requests(survey.ready);
    const least = Math.min(8, most);
    const newClient = await visitor({ keepsCookies: false });
    const answers: Answered[] = [];
    while (answers.length < least || (podCount(context, answers) < 2 && answers.length < most)) {
      answers.push(await answeredVisit(newClient));
    }
    const pods = podCount(context, answers);
    const seen = tally(answersByPod(context, answers));
    const of = survey.ready === undefined ? "" : ` of ${survey.ready}`;
    const last = answers.at(-1);
    if (pods < 2 && last) {
      return fail(
        "pod-does-not-vary",
        `one pod answered all of ${answers.length} requests: ${seen} (by chance ${samples.chance(survey.ready, answers.length)})`,
        likelyCause(notVaryingCauses(last), { target, survey }),
      );
    }
    return pass(`${pods}${of} pods in ${answers.length} requests: ${seen}`, {
      pods,
      requests: answers.length,
    });
  },
};
