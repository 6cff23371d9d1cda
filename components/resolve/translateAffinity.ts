import { type Affinity, defaultsOf } from "../affinity/affinity";
import type { Application } from "../affinity/application";
import { validateBeside } from "../affinity/collision";
import { familyOf } from "../affinity/dialect";
import type { Problem } from "../affinity/problem";
import { translate, type Translation } from "../affinity/translate";
import { validateCookie } from "../affinity/validateCookie";
import type { FilledArgs } from "../args/fillDefaults";
import type { Context } from "./context";
import type { CookieUses } from "./cookieUses";

/** The affinity that the arguments ask for; missing where it is turned off. */
export function affinityOf({ affinity: { type, cookie } }: FilledArgs): Affinity | undefined {
  return type === "none" ? undefined : { cookie };
}

/** What the answers of a controller depend on. */
const decisive = [
  ...["name", "platform", "path", "tls.termination", "tls.insecureTraffic", "affinity.type"],
  ...["affinity.cookie.path", "affinity.cookie.domain", "affinity.cookie.secure"],
];

/**
 * The affinity in the words of the controller, or what is wrong with it: nothing where an argument is refused that the
 * answer depends on.
 */
export function translateAffinity(
  { name, args, dialect, isRefused }: Context,
  application: Application,
  { others, cluster }: { others: CookieUses | undefined; cluster: unknown },
): { translation: Translation } | { problems: readonly Problem[] } {
  if (decisive.some(isRefused)) {
    return { problems: [] };
  }
  const { exposure } = application;
  const cookie = affinityOf(args)?.cookie;
  if (dialect === undefined) {
    // Some is wrong whatever the controller.
    const asked = { ...defaultsOf(application), ...cookie };
    return { problems: cookie ? validateCookie(asked, exposure) : [] };
  }
  const translated = translate(dialect, cookie && { cookie }, application);
  if ("problems" in translated || !cookie || !dialect.cookie.name.settable) {
    return translated;
  }
  const proxy = { cluster, controller: familyOf(dialect) };
  const use = { app: name, cookie: { name, ...cookie }, exposure, proxy };
  const problems = validateBeside(use, others?.beside(use) ?? []);
  return problems.length > 0 ? { problems } : translated;
}
