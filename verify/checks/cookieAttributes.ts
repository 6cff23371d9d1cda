import { redeploy } from "../diagnosis/redeploy";
import type { Cookie } from "tough-cookie";
import { cookieNotKeptCauses } from "../diagnosis/cookieNotKept";
import { likelyCause } from "../diagnosis/evidence";
import type { Exchange } from "../http/exchange";
import type { Expectation } from "../subject/expectation";
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
      return fail(
        "cookie-not-sent-back",
        `a browser does not send it back: ${written(cookie)}`,
        kept,
      );
    }
    const described = target.expectation.cookie;
    const differences = described ? differencesFrom(target.expectation, cookie, dateOf(first)) : [];
    if (differences.length > 0) {
      return fail(
        "cookie-attributes-differ",
        differences.join("; "),
        `The description was changed and not deployed, the live objects were changed by hand, or a proxy in front rewrites the cookie: ${redeploy}, then look at the cookie without the proxy.`,
      );
    }
    if (cookie.sameSite?.toLowerCase() === "none" && !cookie.secure) {
      return fail(
        "cookie-same-site-insecure",
        written(cookie),
        "Browsers drop a cookie with SameSite=None that is not Secure: serve https with Secure, or use Lax.",
      );
    }
    return pass(
      `${written(cookie)}${described ? "" : " (there is no description to compare with)"}`,
    );
  },
};

/** What the description does not set is the controller's choice, and not compared. */
function differencesFrom(
  { cookie: described = {}, dialect }: Expectation,
  cookie: Cookie,
  sentAt: Date,
): string[] {
  const { maxAgeSeconds } = described;
  const wanted: [attribute: string, wanted: string | undefined, found: string | undefined][] = [
    ["Path", described.path, cookie.path ?? undefined],
    ["Domain", described.domain?.replace(/^\./, ""), cookie.domain ?? undefined],
    ["Secure", flag(described.secure), flag(cookie.secure)],
    ["HttpOnly", flag(described.httpOnly), flag(cookie.httpOnly)],
    ["SameSite", described.sameSite?.toLowerCase(), cookie.sameSite?.toLowerCase()],
  ];
  if (dialect?.cookie.maxAgeSeconds.inSetCookie !== false) {
    wanted.push(["Max-Age", maxAgeSeconds?.toString(), secondsLeft(cookie, sentAt, maxAgeSeconds)]);
  }
  return wanted
    .filter(([, wanted, found]) => wanted !== undefined && wanted !== found)
    .map(
      ([attribute, wanted, found]) =>
        `${attribute} is ${found ?? "not set"} instead of ${wanted ?? ""}`,
    );
}

/** Clocks differ, and Expires has whole seconds. */
const clockToleranceSeconds = 60;

/** The lifetime in seconds; an Expires that means the described one is taken for it. */
function secondsLeft(
  { maxAge, expires }: Cookie,
  sentAt: Date,
  described: number | undefined,
): string | undefined {
  if (maxAge !== null) {
    return String(maxAge);
  }
  if (!(expires instanceof Date)) {
    return undefined;
  }
  const seconds = Math.round((expires.getTime() - sentAt.getTime()) / 1000);
  const close = described !== undefined && Math.abs(seconds - described) <= clockToleranceSeconds;
  return String(close ? described : seconds);
}

function lifetime({ maxAge, expires }: Cookie): string | undefined {
  if (maxAge !== null) {
    return String(maxAge);
  }
  return expires === "Infinity" || expires === null ? undefined : `until ${expires.toISOString()}`;
}

function flag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? "set" : "not set";
}

/** When the answer was sent, by the server's own clock where it tells. */
function dateOf({ headers }: Exchange): Date {
  const date = new Date([headers.date ?? ""].flat()[0] ?? "");
  return Number.isNaN(date.getTime()) ? new Date() : date;
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
