import { likelyCause } from "../diagnosis/evidence";
import { noCookieCauses } from "../diagnosis/noCookie";
import { renamed } from "../diagnosis/renamed";
import { issuedNames } from "../http/exchange";
import { type Check, fail, pass, skipped } from "./check";

/** The first response sets the session cookie. */
export const cookieSet: Check = {
  id: "cookie-set",
  title: "the first response sets the cookie",
  needs: "an answer",
  run({ survey, target }) {
    const { cookieName, first, keepers, ready } = survey;
    const { expectation } = target;
    const names = issuedNames(first);
    const set = names.join(", ");
    if (keepers?.length === 0) {
      return fail(
        "cookie-keeps-nobody",
        `none of the cookies that are set keeps a client on its pod: ${set}`,
        likelyCause(noCookieCauses, { target, survey }),
      );
    }
    if (cookieName === undefined && names.length > 1) {
      return skipped(
        `several cookies are set (${set}), and ${ready === 1 ? "with one pod" : "without an answer of a pod"} trying does not tell which one keeps clients: name it with --cookie`,
      );
    }
    if (cookieName !== undefined && names.includes(cookieName)) {
      return pass(
        keepers
          ? `${keepers.map((name) => `"${name}"`).join(" and ")}, found by trying among ${set}`
          : `"${cookieName}"`,
      );
    }
    const wanted =
      expectation.cookieName === undefined ? "no cookie" : `no "${expectation.cookieName}"`;
    return fail(
      "cookie-missing",
      `${wanted} (the response sets: ${set || "none"})`,
      likelyCause([renamed, ...noCookieCauses], { target, survey }),
    );
  },
};
