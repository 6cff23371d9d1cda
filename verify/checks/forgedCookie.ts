import { droppedValue } from "../diagnosis/droppedValue";
import { proposedInstead } from "../diagnosis/proposal";
import { type Answered, isAnswered, issuedCookie, issuedNames } from "../http/exchange";
import type { Visitor } from "../http/visitor";
import { type Check, type CheckContext, type CheckOutcome, fail, pass } from "./check";
import { causeOfMoves } from "./moved";
import { answeredVisit, answeredVisits, podCount } from "./visits";

/** A cookie of the right form that names no pod (any more) is as good as none. */
export const staleCookie: Check = {
  id: "stale-cookie-replaced",
  title: "a stale cookie gets a fresh one",
  needs: "a cookie",
  async run(context) {
    const what = "of a pod that is gone";
    const { directory, samples, survey, target } = context;
    const first = await visitWith(context, what, otherValue(valueOf(context)));
    if (!("answer" in first)) {
      return first;
    }
    const strong = target.expectation.promises?.affinity === "strong";
    const pods = new Set([first.pod]);
    let { fresh } = first;
    // A short value may happen to name another pod, and of a hash many values lead to one pod.
    for (let tried = 1; !fresh && tried < samples.requests(survey.ready); tried += 1) {
      if (!strong && pods.size > 1) {
        break;
      }
      const client = await withCookie(context, otherValue(valueOf(context)));
      const answer = await answeredVisit(client);
      pods.add(directory.keyOf(answer.answerer));
      fresh = isFresh(context, answer);
    }
    if (fresh) {
      return pass(`${what}: a fresh cookie`);
    }
    if (!strong) {
      return pass(
        `${what}: no fresh cookie, ${pods.size > 1 ? "the value is a key" : "always the same pod"}`,
      );
    }
    return fail(
      "cookie-not-replaced",
      `a cookie ${what} is answered without a fresh one`,
      droppedValue(context) ??
        (pods.size > 1
          ? `The controller takes any value for a key (consistent hashing), and its clients move when pods come and go${proposedInstead(context)}`
          : "The controller does not look at the cookie: clients are kept by something else, such as their address or another cookie."),
    );
  },
};

/** Whatever is in the cookie does no harm: it is answered, and the client stays wherever that leads it. */
export const tamperedCookie: Check = {
  id: "tampered-cookie-replaced",
  title: "a tampered cookie leads to a pod",
  needs: "a cookie",
  async run(context) {
    const value = valueOf(context);
    const values = {
      empty: "",
      shortened: value.slice(0, Math.ceil(value.length / 2)),
      lengthened: `${value}0`,
      "with an end of line in it": "%0d%0aSet-Cookie:%20a=b",
      "with a path in it": "../../etc/passwd",
      "of 3,000 characters": "0".repeat(3000),
    };
    const kinds = new Set<string>();
    for (const [what, value] of Object.entries(values)) {
      const outcome = await visitWith(context, what, value);
      if (!("answer" in outcome)) {
        return outcome;
      }
      kinds.add(described(context, outcome));
    }
    return pass(`${Object.keys(values).join(", ")}: ${[...kinds].join(", ")}`);
  },
};

/** Where a cookie that nobody issued leads. */
interface Led {
  readonly answer: Answered;
  /** The pod's key. */
  readonly pod: string;
  /** Whether the answer sets a cookie in its place. */
  readonly fresh: boolean;
}

/** What became of a client with the value as its cookie; an outcome where that is a failure. */
async function visitWith(
  context: CheckContext,
  what: string,
  value: string,
): Promise<CheckOutcome | Led> {
  const { survey, samples, visitor, directory } = context;
  const client = await withCookie(context, value);
  const answer = await client.visit();
  if (!isAnswered(answer)) {
    // Where nobody is answered it is not for the cookie.
    await answeredVisit(await visitor());
    return fail(
      "cookie-error",
      `a cookie ${what} is answered with ${answer.lost ?? "an error"}`,
      "The controller or the application fails on a cookie that it does not know, as every client has after its pod is gone: look at the controller's log; on ingress-nginx session-cookie-change-on-failure has to be true, on haproxy-ingress drain-support-redispatch.",
    );
  }
  const answers = [answer, ...(await answeredVisits(client, samples.requests(survey.ready) - 1))];
  if (podCount(context, answers) > 1) {
    return fail(
      "cookie-leads-nowhere",
      `a client with a cookie ${what} does not stay on a pod`,
      await causeOfMoves(context, [answers]),
    );
  }
  return { answer, pod: directory.keyOf(answer.answerer), fresh: isFresh(context, answer, value) };
}

/** A new client that has a value of the session cookie that nobody gave it. */
async function withCookie(
  { survey: { first, cookieName = "" }, visitor }: CheckContext,
  value: string,
): Promise<Visitor> {
  const line = first.setCookies.findLast((line) => line.startsWith(`${cookieName}=`)) ?? "";
  const client = await visitor();
  client.accept([line.replace(/=[^;]*/, () => `=${value}`)]);
  return client;
}

/** Whether the answer sets the session cookie anew, be it under a name that changes. */
function isFresh(
  { survey: { first, cookieName = "" } }: CheckContext,
  answer: Answered,
  sent?: string,
): boolean {
  const issued = issuedCookie(answer, cookieName);
  const known = issuedNames(first);
  return (
    (issued !== undefined && issued !== sent) ||
    issuedNames(answer).some((name) => !known.includes(name))
  );
}

function described({ survey, directory }: CheckContext, { pod, fresh }: Led): string {
  if (fresh) {
    return "a fresh cookie";
  }
  const { first } = survey;
  return isAnswered(first) && directory.keyOf(first.answerer) === pod
    ? "the pod that it still names"
    : "no fresh cookie, the value is a key";
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
