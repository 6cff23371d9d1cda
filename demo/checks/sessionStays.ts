import { answeredVisits, tally, tutorialRequests } from "./answers";
import { fail, pass, skipped, type Check } from "./check";
import { conclusiveRequests, describeChance } from "./confidence";
import { readyPods, tooFewPods } from "./readyPods";

/**
 * With a cookie jar one pod answers everything: the tutorial's 8 requests, or more where 8 could be
 * answered by one pod by chance.
 */
export const sessionStays: Check = {
  name: "with the cookie the pod stays",
  async run({ pods, visitor }) {
    const ready = (await readyPods(pods)).length;
    if (ready < 2) {
      return skipped(tooFewPods(ready));
    }
    const count = Math.max(tutorialRequests, conclusiveRequests(ready));
    const answers = await answeredVisits(visitor("with a cookie jar"), count);
    return new Set(answers.map(({ pod }) => pod)).size === 1
      ? pass(`${tally(answers)} of ${count} (without stickiness: ${describeChance(ready, count)})`)
      : fail(`the pods took turns: ${tally(answers)}`);
  },
};
