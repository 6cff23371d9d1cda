import { CookieJar } from "tough-cookie";
import { Agent, request } from "undici";
import { loopbackLookup } from "./loopbackLookup";
import type { RequestRecord } from "./requestRecord";

/** How long one request may take before it counts as lost, in milliseconds. */
const requestTimeoutMilliseconds = 5_000;

export interface VisitorArgs {
  readonly url: string;
  /** What the requests are for: the name of a check. */
  readonly purpose: string;
  /** Every request is added to it, in the order of sending. */
  readonly journal: RequestRecord[];
  /** Ends a request under way: the visit then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /**
   * Whether cookies are kept and sent back.
   * @default true
   */
  readonly keepsCookies?: boolean;
}

/** One user of the site, with a cookie jar of its own. Every visit is a new connection. */
export class Visitor {
  private readonly jar: CookieJar | undefined;

  constructor(private readonly args: VisitorArgs) {
    this.jar = args.keepsCookies === false ? undefined : new CookieJar();
  }

  /** Sends one GET; whatever becomes of it is in the record. Rejects only when aborted. */
  async visit(): Promise<RequestRecord> {
    const { url, purpose, journal, signal } = this.args;
    const cookieSent = (await this.jar?.getCookieString(url)) ?? "";
    const startedAt = performance.now();
    const outcome = await this.send(cookieSent);
    signal.throwIfAborted();
    const record: RequestRecord = {
      number: journal.length + 1,
      purpose,
      ...(cookieSent !== "" && { cookieSent }),
      ...outcome,
      milliseconds: Math.round(performance.now() - startedAt),
    };
    journal.push(record);
    return record;
  }

  private async send(cookieSent: string): Promise<Outcome> {
    const { url, signal } = this.args;
    // An agent of its own for each request: no connection is ever used again.
    const agent = new Agent({
      connect: { lookup: loopbackLookup, timeout: requestTimeoutMilliseconds },
    });
    try {
      const response = await request(url, {
        dispatcher: agent,
        headers: cookieSent === "" ? {} : { cookie: cookieSent },
        signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMilliseconds)]),
      });
      const setCookies = [response.headers["set-cookie"] ?? []].flat();
      const body = await response.body.text();
      const refused = await this.keep(setCookies);
      return readResponse(response.statusCode, body, setCookies, refused);
    } catch (error) {
      return { cookiesIssued: [], lost: describe(error) };
    } finally {
      await agent.destroy();
    }
  }

  /** Puts the cookies into the jar; says why when the jar, like a browser, refuses one. */
  private async keep(setCookies: readonly string[]): Promise<string | undefined> {
    for (const setCookie of setCookies) {
      try {
        await this.jar?.setCookie(setCookie, this.args.url);
      } catch (error) {
        return `the cookie "${setCookie}" is not acceptable: ${describe(error)}`;
      }
    }
    return undefined;
  }
}

type Outcome = Pick<RequestRecord, "cookiesIssued" | "status" | "pod" | "podAddress" | "lost">;

function readResponse(
  status: number,
  body: string,
  setCookies: readonly string[],
  refused: string | undefined,
): Outcome {
  const pod = /^Server name:\s*(\S+)/m.exec(body)?.[1];
  const podAddress = /^Server address:\s*\[?([0-9a-f.:]+?)\]?:\d+\s*$/im.exec(body)?.[1];
  const lost =
    status < 200 || status > 299
      ? `status ${status}`
      : pod === undefined
        ? 'the answer has no line "Server name: <pod>" (the default image prints one)'
        : refused;
  return {
    cookiesIssued: setCookies.map((setCookie) => setCookie.split(";", 1)[0]?.trim() ?? ""),
    status,
    ...(pod !== undefined && { pod }),
    ...(podAddress !== undefined && { podAddress }),
    ...(lost !== undefined && { lost }),
  };
}

function describe(error: unknown): string {
  // A host with several addresses fails with one error for each, and no message of its own.
  if (error instanceof AggregateError && error.message === "") {
    return error.errors.map(describe).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
