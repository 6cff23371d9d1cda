import type { Answerer } from "../identity";
import type { FailureStage } from "./failure";

/** One request and what became of it. */
export interface Exchange {
  /** The `Cookie` header that was sent, if any. */
  readonly cookieSent?: string;
  /** HTTP status, when there was a response. */
  readonly status?: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The `Set-Cookie` headers as they came. */
  readonly setCookies: readonly string[];
  /** Who answered; also where the request is lost, if the answer tells. */
  readonly answerer?: Answerer;
  /** Why the request counts as lost; absent when a pod answered it. */
  readonly lost?: string;
  /** At which point it failed, where there was no whole response. */
  readonly failedAt?: FailureStage;
  /** How long the response asks its client to wait, in milliseconds. */
  readonly retryAfter?: number;
  /** Of the response. */
  readonly version?: "HTTP/1.1" | "HTTP/2";
  /** When it was sent: `performance.now()`. */
  readonly sentAt: number;
  /** From the start of the connection to the end of the body. */
  readonly milliseconds: number;
  /** The beginning of the body. */
  readonly body: string;
}

/** A request that a pod answered. */
export type Answered = Exchange & { readonly answerer: Answerer; readonly lost?: undefined };

/** Whether a pod answered the request. */
export function isAnswered(exchange: Exchange): exchange is Answered {
  return exchange.lost === undefined && exchange.answerer !== undefined;
}

/** The value that the response gave to the cookie `name`; undefined when it did not set it. */
export function issuedCookie(
  { setCookies }: Pick<Exchange, "setCookies">,
  name: string,
): string | undefined {
  return setCookies
    .map((line) => line.split(";", 1)[0]?.trim() ?? "")
    .findLast((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** The names of the cookies that the response set, each once. */
export function issuedNames({ setCookies }: Exchange): string[] {
  return [...new Set(setCookies.map((line) => line.split("=", 1)[0]?.trim() ?? ""))];
}
