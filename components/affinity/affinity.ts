import type { Application } from "./application";
import { isHttpsOnly } from "./exposure";

/** The values of a cookie's `SameSite` attribute. */
export const SameSite = { Strict: "Strict", Lax: "Lax", None: "None" } as const;
export type SameSite = (typeof SameSite)[keyof typeof SameSite];
export const sameSites: readonly SameSite[] = Object.values(SameSite);

/** The cookie by which the controller recognises a client and keeps it on its pod. */
export interface SessionCookie {
  /**
   * The cookie's name: letters, digits, `_` and `-`, the set that every controller accepts.
   * @default - the application's name, or the controller's own where it cannot be set
   * @format cookieName
   * @config cookieName
   */
  readonly name?: string;
  /**
   * How long a browser keeps the cookie, in seconds.
   * @default - until the browser is closed
   * @minimum 1
   * @maximum 2147483647
   * @unit seconds
   * @config cookieMaxAgeSeconds
   * @example 3600
   */
  readonly maxAgeSeconds?: number;
  /**
   * The part of the site that browsers send the cookie to.
   * @default - "/", or the controller's own where it cannot be set
   * @format cookiePath
   * @config cookiePath
   */
  readonly path?: string;
  /**
   * The domain whose hosts all get the cookie.
   * @default - the host that set it, and no other
   * @format cookieDomain
   * @config cookieDomain
   * @example example.com
   */
  readonly domain?: string;
  /**
   * Whether requests that other sites cause carry the cookie. `None` needs TLS.
   * @default - the controller's
   * @config cookieSameSite
   * @example Lax
   */
  readonly sameSite?: SameSite;
  /**
   * Whether browsers send the cookie over https alone.
   * @default - true where all is https, else false
   * @config cookieSecure
   */
  readonly secure?: boolean;
  /**
   * Whether the cookie is hidden from scripts in the page.
   * @default - true, or the controller's own where it cannot be set
   * @config cookieHttpOnly
   */
  readonly httpOnly?: boolean;
}

/** How clients are kept on the pod that first answered them, independent of any controller. */
export interface Affinity {
  readonly cookie: SessionCookie;
}

/** Browsers keep no cookie for longer than 400 days, in seconds (RFC 6265bis, section 5.5). */
export const longestMaxAgeSeconds = 400 * 86_400;

/** The defaults of a description for what it does not set. */
export function defaultsOf({
  name,
  exposure,
}: Pick<Application, "name" | "exposure">): SessionCookie {
  return { name, path: "/", secure: isHttpsOnly(exposure), httpOnly: true };
}
