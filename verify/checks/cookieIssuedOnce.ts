import { overwrittenByApplication } from "../diagnosis/notSticky";
import { issuedCookie } from "../http/exchange";
import { type Check, fail, pass } from "./check";
import { causeOfMoves } from "./moved";
import { answeredVisits, podCount } from "./visits";

/**
 * While the cookie is valid no response sets it to a value of another pod. Another value of the same pod is no fault:
 * some load balancers renew theirs in every answer.
 */
export const cookieIssuedOnce: Check = {
  id: "no-new-cookie",
  title: "no cookie of another pod while it is valid",
  needs: "a cookie",
  async run(context) {
    const { survey, samples, visitor } = context;
    const { cookieName = "" } = survey;
    const answers = await answeredVisits(await visitor(), samples.requests(survey.ready));
    const [first, ...later] = answers;
    const value = first && issuedCookie(first, cookieName);
    const issued = later.flatMap((answer) => issuedCookie(answer, cookieName) ?? []);
    const replaced = issued.filter((each) => each !== value);
    const seen = `${issued.length} of the ${later.length} responses that follow set "${cookieName}"`;
    const overwritten = overwrittenByApplication(context);
    if (
      (replaced.length > 0 || (issued.length > 0 && overwritten !== undefined)) &&
      podCount(context, answers) > 1
    ) {
      return fail(
        "cookie-replaced",
        `${seen} anew, and other pods answer`,
        await causeOfMoves(context, [answers]),
      );
    }
    // With one pod nobody can move yet, and this is how they will.
    if (survey.ready === 1 && issued.length > 0 && overwritten !== undefined) {
      return fail("cookie-replaced", `${seen} anew`, overwritten);
    }
    if (issued.length === 0) {
      return pass(`none in the ${later.length} responses after the first`);
    }
    return pass(
      replaced.length === 0
        ? `${seen} to the same value, which makes it last longer`
        : `${seen} to another value, and the pod stays`,
    );
  },
};
