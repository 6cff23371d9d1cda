import { answeredVisits, tutorialRequests } from "./answers";
import { fail, pass, type Check } from "./check";
import { issuedCookie } from "./issuedCookie";

/** The first response sets the promised cookie; while it is valid no response sets it again. */
export const cookieIssuedOnce: Check = {
  name: "the cookie is issued once",
  async run({ cookieName, visitor }) {
    const answers = await answeredVisits(visitor("with a cookie jar"), tutorialRequests);
    const [first, ...later] = answers;
    if (!first || issuedCookie(first, cookieName) === undefined) {
      const issued = first?.cookiesIssued.join(", ") ?? "";
      return fail(
        `the first response does not set the cookie "${cookieName}" (it sets: ${issued || "none"})`,
      );
    }
    const again = later.filter((answer) => issuedCookie(answer, cookieName) !== undefined);
    return again.length === 0
      ? pass(`"${cookieName}" by the first response, not by the next ${later.length}`)
      : fail(
          `"${cookieName}" is set again by ${again.length} of the ${later.length} responses that follow`,
        );
  },
};
