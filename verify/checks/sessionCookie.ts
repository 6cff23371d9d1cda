import { Cookie } from "tough-cookie";
import type { Exchange } from "../http/exchange";

/** The session cookie as the response sets it; where it does so twice, the last counts. */
export function sessionCookieIn(exchange: Exchange, name: string): Cookie | undefined {
  const line = exchange.setCookies.findLast((setCookie) => setCookie.startsWith(`${name}=`));
  return line === undefined ? undefined : Cookie.parse(line);
}
