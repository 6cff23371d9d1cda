import { likelyCause } from "../diagnosis/evidence";
import { notStickyCauses } from "../diagnosis/notSticky";
import { isAnswered, issuedCookie } from "../http/exchange";
import { type Check, type CheckContext, type CheckOutcome, fail, pass } from "./check";
import { answeredVisits, podCount } from "./visits";

/** A cookie of the right form that names no pod (any more) is as good as none. */
export const staleCookie: Check = {
  id: "stale-cookie-replaced",
  title: "a stale cookie gets a fresh one",
  needs: "a cookie",
  run: (context) => forged(context, { "of a pod that is gone": otherValue(valueOf(context)) }),
};

/** Whatever is in the cookie does no harm. */
export const tamperedCookie: Check = {
  id: "tampered-cookie-replaced",
  title: "a tampered cookie gets a fresh one",
  needs: "a cookie",
  run(context) {
    const value = valueOf(context);
    return forged(context, {
      empty: "",
      shortened: value.slice(0, Math.ceil(value.length / 2)),
      lengthened: `${value}0`,
      "with an end of line in it": "%0d%0aSet-Cookie:%20a=b",
      "with a path in it": "../../etc/passwd",
      "of 3,000 characters": "0".repeat(3000),
    });
  },
};

async function forged(
  context: CheckContext,
  values: Readonly<Record<string, string>>,
): Promise<CheckOutcome> {
  const kinds = new Set<string>();
  for (const [what, value] of Object.entries(values)) {
    const outcome = await visitWith(context, what, value);
    if (typeof outcome !== "string") {
      return outcome;
    }
    kinds.add(outcome);
  }
  return pass(`${Object.keys(values).join(", ")}: ${[...kinds].join(", ")}`);
}

/** What became of a client with the value as its cookie; an outcome where that is a failure. */
async function visitWith(
  context: CheckContext,
  what: string,
  value: string,
): Promise<CheckOutcome | string> {
  const { survey, target, samples, visitor } = context;
  const { cookieName = "", first } = survey;
  const line = first.setCookies.findLast((line) => line.startsWith(`${cookieName}=`)) ?? "";
  const client = await visitor();
  client.accept([line.replace(/=[^;]*/, `=${value.replaceAll("$", "$$")}`)]);
  const exchange = await client.visit();
  if (!isAnswered(exchange)) {
    return fail(
      `a cookie ${what} is answered with ${exchange.lost ?? "an error"}`,
      "The controller or the application fails on a cookie that it does not know, as every client has after its pod is gone: look at the controller's log; on ingress-nginx session-cookie-change-on-failure has to be true, on haproxy-ingress drain-support-redispatch.",
    );
  }
  const issued = issuedCookie(exchange, cookieName);
  const strong = target.expectation.promises?.affinity === "strong";
  if (issued === value || (issued === undefined && strong)) {
    return fail(
      `a cookie ${what} is answered without a fresh one`,
      "The controller takes any value for a key (consistent hashing), or does not look at the cookie at all: its clients move when pods come and go.",
    );
  }
  const answers = [exchange, ...(await answeredVisits(client, samples.requests(survey.ready) - 1))];
  if (podCount(context, answers) > 1) {
    return fail(
      `a client with a cookie ${what} does not stay on a pod`,
      likelyCause(notStickyCauses, context),
    );
  }
  return issued === undefined ? "no fresh cookie, the value is a key" : "a fresh cookie";
}

function valueOf({ survey }: CheckContext): string {
  return issuedCookie(survey.first, survey.cookieName ?? "") ?? "";
}

/** Another value of the same form: each letter and digit is replaced by one of its kind. */
export function otherValue(value: string): string {
  const kinds = ["0123456789", "abcdef", "ABCDEF", "ghijklmnopqrstuvwxyz", "GHIJKLMNOPQRSTUVWXYZ"];
  return value.replace(/[0-9a-z]/gi, (character) => {
    const kind = kinds.find((kind) => kind.includes(character)) ?? character;
    return kind.charAt(
      (kind.indexOf(character) + 1 + Math.floor(Math.random() * (kind.length - 1))) % kind.length,
    );
  });
}
