import { type Cookie, CookieJar } from "tough-cookie";
import { messageOf } from "../message";
import type { Exchange } from "./exchange";
import type { Pace } from "./pace";
import type { Send } from "./site";

/** How often a site that asks for patience is asked again for one answer. */
const mostRetries = 3;

export interface VisitorArgs {
  readonly send: Send;
  /** Whose cookies the jar keeps. */
  readonly cookieUrl: string;
  /** The session cookie's name, where it is known. */
  readonly cookieName?: string;
  /** When it may send: it then also waits where the site asks for it (429, 503 with Retry-After), and asks again. @default - it sends at once */
  readonly pace?: Pace;
  /** Whether cookies are kept and sent back. @default true */
  readonly keepsCookies?: boolean;
  /** Called with every exchange. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** A `Cookie` header as the jar made it. */
interface CookieHeader {
  readonly url: string;
  /** Empty where there is no cookie. */
  readonly text: string;
  /** When the first of its cookies ends, in milliseconds since 1970. */
  readonly until: number;
}

/** One user of the site, with a cookie jar of its own. */
export class Visitor {
  private readonly jar: CookieJar | undefined;
  /** The last one, until the jar changes: to ask it each time would cost a tenth of a request. */
  private lastHeader: CookieHeader | undefined;
  /** Why the jar, like a browser, refused a cookie of the last response. */
  refusedCookie: string | undefined;

  constructor(private readonly args: VisitorArgs) {
    this.jar = args.keepsCookies === false ? undefined : new CookieJar();
  }

  /**
   * Sends one GET; whatever becomes of it is in the exchange. Rejects only when aborted.
   *
   * @param path path and query @default those of the site's URL
   */
  visit(path?: string): Promise<Exchange> {
    const { pace } = this.args;
    return pace ? this.visitAtPace(pace, path) : this.visitOnce(path);
  }

  /**
   * Posts a form, once and at once. As for `visit`.
   *
   * @param form as a browser sends one: `name=value&name=value`
   */
  post(path: string, form: string): Promise<Exchange> {
    return this.visitOnce(path, form);
  }

  /** The cookies that would be sent with the next request to the path. */
  cookiesFor(path?: string): Cookie[] {
    return this.jar?.getCookiesSync(this.urlOf(path)) ?? [];
  }

  /** Takes `Set-Cookie` lines as if a response to a request for the path had them. */
  accept(setCookies: readonly string[], path?: string): void {
    this.refusedCookie = undefined;
    if (setCookies.length > 0) {
      this.lastHeader = undefined;
    }
    for (const setCookie of setCookies) {
      try {
        this.jar?.setCookieSync(setCookie, this.urlOf(path));
      } catch (error) {
        this.refusedCookie = messageOf(error);
      }
    }
  }

  private async visitAtPace(pace: Pace, path: string | undefined): Promise<Exchange> {
    for (let retries = 0; ; retries += 1) {
      await pace.turn();
      const exchange = await this.visitOnce(path);
      const { status, retryAfter } = exchange;
      const asked = status === 429 || (status === 503 && retryAfter !== undefined);
      if (!asked || retries === mostRetries || !pace.pause(retryAfter)) {
        return exchange;
      }
    }
  }

  private async visitOnce(path: string | undefined, form?: string): Promise<Exchange> {
    const { send, cookieName, onExchange } = this.args;
    const cookie = this.cookieHeader(path);
    const exchange = await send({
      ...{ path, cookie: cookie === "" ? undefined : cookie, cookieName },
      ...(form !== undefined && { form }),
    });
    this.accept(exchange.setCookies, path);
    onExchange?.(exchange);
    return exchange;
  }

  private cookieHeader(path: string | undefined): string {
    const url = this.urlOf(path);
    if (this.lastHeader?.url !== url || Date.now() >= this.lastHeader.until) {
      const cookies = this.cookiesFor(path);
      this.lastHeader = {
        url,
        text: cookies.map((cookie) => cookie.cookieString()).join("; "),
        until: Math.min(...cookies.map((cookie) => cookie.expiryTime() ?? Infinity)),
      };
    }
    return this.lastHeader.text;
  }

  private urlOf(path: string | undefined): string {
    const { cookieUrl } = this.args;
    return path === undefined ? cookieUrl : new URL(path, cookieUrl).href;
  }
}
