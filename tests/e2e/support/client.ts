import type { IncomingHttpHeaders } from "node:http";
import { isIP, type LookupFunction } from "node:net";
import { CookieJar } from "tough-cookie";
import { Agent, request } from "undici";
import { lookupInTurn } from "../../../verify/http/connectOptions";
import { loopbackLookup } from "../../../verify/http/loopbackLookup";

/** After this time without an answer a user gives up, in milliseconds. */
const requestTimeoutMilliseconds = 10_000;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a user reaches a site. */
export interface ClientOptions {
  /** Where connections go. @default - what DNS says */
  readonly lookup?: LookupFunction;
  /** The certificate to trust, as PEM. @default - those that Node trusts */
  readonly ca?: string;
  /** After this time without an answer the user gives up, in milliseconds. @default 10 s */
  readonly timeoutMilliseconds?: number;
}

/** Of a site whose connections go to an address, whatever DNS says of it. @param address @default - as DNS says */
export function reachedAt(address?: string): ClientOptions {
  return address === undefined
    ? {}
    : { lookup: lookupInTurn([{ address, family: isIP(address) }]) };
}

/** A user of a site with forms: it keeps all cookies and opens a connection for each request. */
export class Client {
  constructor(
    private readonly site: string,
    private readonly options: ClientOptions = {},
    private readonly jar = new CookieJar(),
  ) {}

  /** Somebody with the same cookies but one. */
  async without(cookie: string): Promise<Client> {
    const { cookies, ...rest } = await this.jar.serialize();
    const kept = { ...rest, cookies: cookies.filter(({ key }) => key !== cookie) };
    return new Client(this.site, this.options, await CookieJar.deserialize(kept));
  }

  get(path: string): Promise<Answer> {
    return this.send("GET", path);
  }

  post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send("POST", path, fields);
  }

  /** The `Cookie` header of the next request to the path; empty for none. */
  cookies(path: string): Promise<string> {
    return this.jar.getCookieString(new URL(path, this.site).href);
  }

  private async send(
    method: "GET" | "POST",
    path: string,
    fields?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const url = new URL(path, this.site).href;
    const cookie = await this.cookies(path);
    // Of several addresses the first: Node would give each a quarter of a second, and on a busy machine none is
    // that quick.
    const { timeoutMilliseconds = requestTimeoutMilliseconds, ...reach } = this.options;
    const connect = { lookup: loopbackLookup, autoSelectFamily: false, ...reach };
    const dispatcher = new Agent({ connect });
    try {
      const { statusCode, headers, body } = await request(url, {
        method,
        dispatcher,
        signal: AbortSignal.timeout(timeoutMilliseconds),
        headers: {
          ...(cookie !== "" && { cookie }),
          ...(fields && { "content-type": "application/x-www-form-urlencoded" }),
        },
        body: fields && new URLSearchParams(fields).toString(),
      });
      for (const setCookie of [headers["set-cookie"] ?? []].flat()) {
        await this.jar.setCookie(setCookie, url);
      }
      return { status: statusCode, headers, body: await body.text() };
    } finally {
      await dispatcher.close();
    }
  }
}
