import { overwrittenByApplication } from "../diagnosis/notSticky";
import { issuedCookie } from "../http/exchange";
import { type Check, fail, pass } from "./check";
import { answeredVisits } from "./visits";

/** While the cookie is valid no response sets it to another value. */
export const cookieIssuedOnce: Check = {
  id: "no-new-cookie",
  title: "no new cookie while it is valid",
  needs: "a cookie",
  async run(context) {
    const { survey, samples, visitor } = context;
    const { cookieName = "" } = survey;
    const answers = await answeredVisits(await visitor(), samples.requests(survey.ready));
    const [first, ...later] = answers;
    const value = first && issuedCookie(first, cookieName);
    // A response may set the same value again, to make it last longer.
    const renewed = later.filter((answer) => issuedCookie(answer, cookieName) === value);
    const replaced = later.filter((answer) => {
      const issued = issuedCookie(answer, cookieName);
      return issued !== undefined && issued !== value;
    });
    const overwritten = overwrittenByApplication(context);
    if (replaced.length > 0 || (renewed.length > 0 && overwritten !== undefined)) {
      return fail(
        `${replaced.length + renewed.length} of the ${later.length} responses that follow set "${cookieName}" anew`,
        overwritten ??
          `Whoever sets the cookie does not know the value that it set before: several replicas of the controller with cookie keys of their own, two controllers or the application itself with the same cookie name.`,
      );
    }
    return pass(
      renewed.length > 0
        ? `the same value again in ${renewed.length} of ${later.length} responses, which makes it last longer`
        : `none in the ${later.length} responses after the first`,
    );
  },
};
