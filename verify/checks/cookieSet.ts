import { likelyCause } from "../diagnosis/evidence";
import { noCookieCauses } from "../diagnosis/noCookie";
import { issuedNames } from "../http/exchange";
import { type Check, fail, pass } from "./check";

/** The first response sets the session cookie. */
export const cookieSet: Check = {
  id: "cookie-set",
  title: "the first response sets the cookie",
  needs: "an answer",
  run({ survey, target }) {
    const { cookieName, first } = survey;
    const names = issuedNames(first);
    const { expectation } = target;
    if (cookieName === undefined && names.length > 1) {
      return fail(
        `several cookies are set: ${names.join(", ")}`,
        "It is not known which of them is the session cookie: name it with --cookie.",
      );
    }
    if (cookieName !== undefined && names.includes(cookieName)) {
      return pass(`"${cookieName}"`);
    }
    const wanted =
      expectation.cookieName === undefined ? "no cookie" : `no "${expectation.cookieName}"`;
    return fail(
      `${wanted} (the response sets: ${names.join(", ") || "none"})`,
      names.length > 0 && expectation.cookieName !== undefined && !expectation.annotations
        ? `The session cookie has another name: is it ${names.join(" or ")}? Say so with --cookie.`
        : likelyCause(noCookieCauses, { target, survey }),
    );
  },
};
