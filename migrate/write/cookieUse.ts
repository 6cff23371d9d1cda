import type { SessionCookie } from "../../components/affinity/affinity";
import type { CookieUse } from "../../components/affinity/collision";
import { type Dialect, familyOf } from "../../components/affinity/dialect";
import { servedUnder } from "../../components/affinity/exposure";
import type { Unit } from "./unit";

/** The cookie of a unit as a browser has it, beside those of others. */
export function cookieUse(
  { site, path }: Unit,
  app: string,
  cookie: SessionCookie,
  target: Dialect,
): CookieUse {
  return {
    app,
    proxy: { controller: familyOf(target) },
    cookie,
    exposure: { ...servedUnder(site.hosts), path: path.path, tls: site.tls },
  };
}
