import type { AnsweredRequest } from "../http/requestRecord";
import { answeredVisit, tally, tutorialRequests } from "./answers";
import { fail, pass, skipped, type Check } from "./check";
import { conclusiveRequests, describeChance } from "./confidence";
import { readyPods, tooFewPods } from "./readyPods";

/**
 * Without a cookie at least two pods answer the tutorial's 8 requests. When all 8 come from one pod
 * that may still be chance, so requests go on until chance is ruled out.
 */
export const podsVary: Check = {
  name: "without a cookie the pod varies",
  async run({ pods, visitor }) {
    const ready = (await readyPods(pods)).length;
    if (ready < 2) {
      return skipped(tooFewPods(ready));
    }
    const most = Math.max(tutorialRequests, conclusiveRequests(ready));
    const stranger = visitor("without cookies");
    const answers: AnsweredRequest[] = [];
    const seen = new Set<string>();
    while (answers.length < tutorialRequests || (seen.size < 2 && answers.length < most)) {
      const answer = await answeredVisit(stranger);
      answers.push(answer);
      seen.add(answer.pod);
    }
    if (seen.size < 2) {
      const chance = describeChance(ready, answers.length);
      return fail(
        `${ready} pods are ready, but one answered everything: ${tally(answers)} (chance if requests are spread: ${chance})`,
      );
    }
    return pass(`${seen.size} of ${ready} pods in ${answers.length} requests: ${tally(answers)}`);
  },
};
