import type { Cookie } from "tough-cookie";
import type { SessionCookie } from "../../components/affinity/affinity";
import { cookieNotKeptCauses } from "../diagnosis/cookieNotKept";
import { likelyCause } from "../diagnosis/evidence";
import { type Check, fail, pass, skipped } from "./check";
import { sessionCookieIn } from "./sessionCookie";

/** The cookie's attributes are the described ones, and such that a browser sends it back. */
export const cookieAttributes: Check = {
  id: "cookie-attributes",
  title: "its attributes are as described",
  needs: "an answer",
  run({ survey, target }) {
    const { first, cookieName = "" } = survey;
    const cookie = sessionCookieIn(first, cookieName);
    if (!cookie) {
      return skipped("no cookie is set");
    }
    const kept = likelyCause(cookieNotKeptCauses, { target, survey });
    if (kept !== undefined) {
      return fail(`a browser does not send it back: ${written(cookie)}`, kept);
    }
    const described = target.expectation.cookie;
    const differences = described ? differencesFrom(described, cookie) : [];
    if (differences.length > 0) {
      return fail(
        differences.join("; "),
        "The description was changed and not deployed, the live objects were changed by hand, or a proxy in front rewrites the cookie: pulumi up --refresh, then look at the cookie without the proxy.",
      );
    }
    if (cookie.sameSite?.toLowerCase() === "none" && !cookie.secure) {
      return fail(
        written(cookie),
        "Browsers drop a cookie with SameSite=None that is not Secure: serve https with Secure, or use Lax.",
      );
    }
    return pass(
      `${written(cookie)}${described ? "" : " (there is no description to compare with)"}`,
    );
  },
};

/** What is not described is left to the controller. */
function differencesFrom(described: SessionCookie, cookie: Cookie): string[] {
  const maxAge = described.maxAgeSeconds;
  const wanted: [attribute: string, wanted: string | undefined, found: string | undefined][] = [
    ["Path", described.path, cookie.path ?? undefined],
    ["Domain", described.domain?.replace(/^\./, ""), cookie.domain ?? undefined],
    ["Max-Age", maxAge?.toString(), lifetime(cookie)],
    ["Secure", flag(described.secure), flag(cookie.secure)],
    ["HttpOnly", flag(described.httpOnly), flag(cookie.httpOnly)],
  ];
  if (described.sameSite !== undefined) {
    wanted.push(["SameSite", described.sameSite.toLowerCase(), cookie.sameSite?.toLowerCase()]);
  }
  return wanted
    .filter(([, wanted, found]) => wanted !== found)
    .map(
      ([attribute, wanted, found]) =>
        `${attribute} is ${found ?? "not set"} instead of ${wanted ?? "not set"}`,
    );
}

function lifetime({ maxAge, expires }: Cookie): string | undefined {
  if (maxAge !== null) {
    return String(maxAge);
  }
  return expires === "Infinity" || expires === null ? undefined : `until ${expires.toISOString()}`;
}

function flag(value: boolean | undefined): string {
  return value === true ? "set" : "not set";
}

/** The attributes alone: the value may be a secret. */
function written(cookie: Cookie): string {
  const { key, path, domain, secure, httpOnly, sameSite } = cookie;
  const age = lifetime(cookie);
  return [
    key,
    ...(path === null ? [] : [`Path=${path}`]),
    ...(domain === null ? [] : [`Domain=${domain}`]),
    age === undefined ? "until the browser is closed" : `Max-Age=${age}`,
    ...(secure ? ["Secure"] : []),
    ...(httpOnly ? ["HttpOnly"] : []),
    ...(sameSite === undefined ? [] : [`SameSite=${sameSite}`]),
  ].join("; ");
}
