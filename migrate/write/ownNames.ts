import type { SessionCookie } from "../../components/affinity/affinity";
import { type CookieUse, validateBeside } from "../../components/affinity/collision";
import type { Dialect } from "../../components/affinity/dialect";
import { plainName } from "./carry";
import { cookieUse } from "./cookieUse";
import { serviceKey, type Unit } from "./unit";

/** A unit with the cookie that it gets from the target. */
export interface WithCookie {
  readonly unit: Unit;
  readonly cookie: SessionCookie | undefined;
}

/**
 * Names of their own for the cookies of Services that would overwrite each other's: with ingress-nginx the path of a
 * cookie is that of its rule, with many others it is /.
 *
 * @returns the new names, by the key of the Service; none for those that keep theirs
 */
export function ownNames(
  units: readonly WithCookie[],
  target: Dialect,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (target.promises.affinity !== "strong" || !target.cookie.name.settable) {
    // A key to hash may be shared.
    return names;
  }
  const uses: { readonly key: string; readonly use: CookieUse }[] = [];
  for (const { unit, cookie } of units) {
    const key = serviceKey(unit);
    if (cookie === undefined || names.has(key)) {
      continue;
    }
    const use = cookieUse(unit, key, cookie, target);
    const others = uses.filter((other) => other.key !== key).map((other) => other.use);
    if (validateBeside(use, others).length > 0) {
      names.set(key, plainName(`${cookie.name ?? ""}-${unit.path.service}`, unit.path.service));
    } else {
      uses.push({ key, use });
    }
  }
  return names;
}
