import { type Answerer, describeIdentity, type Identity, whoAnswered } from "../identity";
import { type Exchange, issuedCookie } from "./exchange";
import { failureOf } from "./failure";
import { mostBodyBytes } from "./limits";
import { describeStatus, retryAfter } from "./status";
import type { Response } from "./transport";

/** How much of a body an exchange keeps, in characters: a check may keep thousands of exchanges. */
const keptOfBody = 8 * 1024;

/** A request that was sent, and how its answer is judged. */
export interface SentRequest {
  readonly cookieSent: string | undefined;
  /** The session cookie's name, where its value may tell who answered. */
  readonly cookieName: string | undefined;
  readonly identity: Identity;
  /** Whether a response of this status counts as an answer. */
  readonly accepts: (status: number) => boolean;
  /** `performance.now()` */
  readonly sentAt: number;
}

/** The exchange of a request that has just got its whole response. */
export function exchangeOf(response: Response, request: SentRequest): Exchange {
  const { cookieSent, cookieName, identity, sentAt } = request;
  const milliseconds = performance.now() - sentAt;
  const { status, headers, body, version } = response;
  const setCookies = setCookiesOf(headers);
  const cookieValue =
    identity.kind === "cookie" ? sessionCookie(setCookies, cookieSent, cookieName) : undefined;
  const answerer = whoAnswered(identity, { headers, body, cookieValue });
  const asked = headers["retry-after"];
  const wait = asked === undefined ? undefined : retryAfter([asked].flat()[0]);
  const lost = request.accepts(status)
    ? reasonOfLoss(response, answerer, identity)
    : describeStatus(status, wait);
  // Field by field: spreads would take a tenth of the whole request.
  return {
    cookieSent,
    status,
    headers,
    setCookies,
    answerer,
    lost,
    sentAt,
    milliseconds,
    version,
    retryAfter: wait,
    body: body.length > keptOfBody ? beginningOf(body) : body,
  };
}

/** The exchange of a request that has just failed. */
export function failedExchange(
  error: unknown,
  { cookieSent, sentAt }: Pick<SentRequest, "cookieSent" | "sentAt">,
): Exchange {
  const milliseconds = performance.now() - sentAt;
  const { reason: lost, stage: failedAt } = failureOf(error);
  return {
    ...{ cookieSent, headers: {}, setCookies: [], lost, failedAt, sentAt, milliseconds },
    body: "",
  };
}

/** Why nobody got anything of an answer with a status that is accepted. */
function reasonOfLoss(
  { status, cut }: Response,
  answerer: Answerer | undefined,
  identity: Identity,
): string | undefined {
  if (answerer !== undefined) {
    return undefined;
  }
  const where =
    cut && identity.kind === "body" ? ` in the first ${mostBodyBytes / 1024 / 1024} MiB` : "";
  return `status ${status} without ${describeIdentity(identity)}${where}`;
}

/** A copy: a part of a string keeps all of it in memory. */
function beginningOf(body: string): string {
  return Buffer.from(body.slice(0, keptOfBody)).toString();
}

function setCookiesOf(headers: Response["headers"]): readonly string[] {
  const lines = headers["set-cookie"];
  return typeof lines === "string" ? [lines] : (lines ?? []);
}

/** The value that stands for the pod: the one that was set, else the one that was sent. */
function sessionCookie(
  setCookies: readonly string[],
  cookieSent: string | undefined,
  name: string | undefined,
): string | undefined {
  if (name === undefined) {
    const [only, ...others] = setCookies;
    return others.length === 0 ? only?.split(";", 1)[0] : undefined;
  }
  const sent = cookieSent?.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return issuedCookie({ setCookies }, name) ?? sent?.slice(name.length + 1);
}
