import { type Affinity, defaultsOf, longestMaxAgeSeconds, type SessionCookie } from "./affinity";
import type { Application } from "./application";
import type { Dialect } from "./dialect";
import type { Refusal, Setting, NativeSettings } from "./setting";
import type { TlsTermination } from "./exposure";
import type { NativeObjects } from "./objects";
import type { Problem } from "./problem";
import { validateCookie } from "./validateCookie";

/** A description in the native settings of a controller. */
export interface Translation {
  readonly native: NativeObjects;
  /** The setting that each native one comes from, by its name: `affinity.cookie.path`. */
  readonly settings: Readonly<Record<string, string>>;
  /** The cookie as clients will get it; a setting that is missing is not known, or there is none. Missing where affinity is off. */
  readonly cookie?: SessionCookie;
  /** What works but has a caveat, each a sentence. */
  readonly notes: readonly string[];
}

type SettingName = keyof SessionCookie;

/**
 * Translates the description into the controller's native settings, or says everything that is wrong with it. Without a
 * description, affinity is turned off.
 */
export function translate(
  dialect: Dialect,
  affinity: Affinity | undefined,
  application: Application,
): { translation: Translation } | { problems: readonly Problem[] } {
  const { exposure } = application;
  const refusedTermination = validateTermination(dialect, application, affinity !== undefined);
  if (refusedTermination.length > 0) {
    // What the controller makes of a setting depends on where TLS ends, so its answers would be of no use.
    const problems = affinity
      ? validateCookie({ ...defaultsOf(application), ...affinity.cookie }, exposure)
      : [];
    return { problems: [...refusedTermination, ...problems] };
  }
  const refusedPath = validatePath(dialect, application);
  if (affinity === undefined) {
    return refusedPath.length > 0
      ? { problems: refusedPath }
      : {
          translation: {
            native: dialect.target.write(undefined, application),
            settings: {},
            notes: dialect.needsOf?.(application) ?? [],
          },
        };
  }
  const { cookie, decided } = decide(dialect, affinity.cookie, application);
  const problems = [...refusedPath, ...validateCookie(cookie, exposure)];
  let native: NativeSettings = {};
  const settings: Record<string, string> = {};
  for (const setting of settingsOf(dialect)) {
    const answer = answerTo(dialect, setting, cookie, application);
    if (!isRefusal(answer)) {
      native = { ...native, ...answer };
      for (const key of Object.keys(answer)) {
        settings[key] = cookieSetting(setting);
      }
    } else if (!problems.some((problem) => problem.setting === cookieSetting(setting))) {
      problems.push({
        setting: cookieSetting(setting),
        got: cookie[setting],
        reason: answer.refused,
        allowed: answer.allowed,
        example: answer.example,
      });
    }
  }
  return problems.length > 0
    ? { problems }
    : {
        translation: {
          native: dialect.target.write(native, application),
          settings,
          cookie,
          notes: caveatsOf(dialect, cookie, decided, application),
        },
      };
}

/** The cookie with the default of every unset attribute: the description's, or the controller's own. */
function decide(
  dialect: Dialect,
  asked: SessionCookie,
  application: Application,
): { cookie: SessionCookie; decided: ReadonlyMap<SettingName, string> } {
  const cookie: Record<string, unknown> = {};
  const decided = new Map<SettingName, string>();
  const defaults = defaultsOf(application);
  for (const setting of settingsOf(dialect)) {
    const { whenUnset } = dialect.cookie[setting];
    let value: unknown = asked[setting] ?? defaults[setting];
    if (whenUnset !== undefined && asked[setting] === undefined) {
      const own = whenUnset.value(application);
      if (own !== value && whenUnset.why !== undefined) {
        decided.set(setting, whenUnset.why);
      }
      value = own;
    }
    if (value !== undefined) {
      cookie[setting] = value;
    }
  }
  return { cookie, decided };
}

/** Where TLS may end with the controller. What is in front of it makes no difference to it. */
export function terminationsOf({
  terminations,
}: Pick<Dialect, "terminations">): readonly TlsTermination[] {
  return [...terminations, "external"];
}

function validateTermination(
  dialect: Dialect,
  { exposure: { tls } }: Application,
  hasAffinity: boolean,
): Problem[] {
  const { title, noPlainHttp } = dialect;
  const terminations = terminationsOf(dialect);
  const servesPlainHttp = noPlainHttp !== undefined && !hasAffinity;
  if (terminations.includes(tls) || (tls === "none" && servesPlainHttp)) {
    return [];
  }
  return [
    {
      setting: "tls.termination",
      got: tls,
      reason:
        tls === "passthrough"
          ? `${title} never sees the requests inside a passed-through TLS connection, so it can neither set nor read a cookie`
          : ((tls === "none" ? noPlainHttp : undefined) ??
            `${title} has no setting for it that this program knows`),
      allowed: terminations.join(", "),
      example: terminations.find((termination) => termination !== "none") ?? "none",
    },
  ];
}

function validatePath({ paths }: Dialect, { exposure: { path } }: Application): Problem[] {
  // A path that is none is refused where it is set.
  if (paths === undefined || !path.startsWith("/") || paths.pattern.test(path)) {
    return [];
  }
  return [
    {
      setting: "path",
      got: path,
      reason: paths.refused,
      allowed: paths.allowed,
      example: null,
    },
  ];
}

/** The names of the settings, in the order in which dialects have them. */
export function settingsOf({ cookie }: Pick<Dialect, "cookie">): readonly SettingName[] {
  return Object.keys(cookie) as SettingName[];
}

function answerTo(
  { cookie: settings }: Dialect,
  setting: SettingName,
  cookie: SessionCookie,
  application: Application,
): NativeSettings | Refusal {
  const value = cookie[setting];
  // Each setting takes the type of its own value, which the compiler cannot follow through the index.
  const { write } = settings[setting] as Setting<typeof value>;
  return value === undefined ? {} : write(value, application);
}

function cookieSetting(setting: SettingName): string {
  return `affinity.cookie.${setting}`;
}

function isRefusal(answer: NativeSettings | Refusal): answer is Refusal {
  return "refused" in answer && "allowed" in answer;
}

function caveatsOf(
  dialect: Dialect,
  cookie: SessionCookie,
  decided: ReadonlyMap<SettingName, string>,
  application: Application,
): string[] {
  const { title, promises, prerequisites = [], caveats: own = [], needsOf } = dialect;
  const { tls, path } = application.exposure;
  const notes = [...prerequisites, ...own, ...(needsOf?.(application) ?? [])];
  if (dialect.wholeSegmentsBy !== undefined && path !== "/") {
    notes.push(
      `${title} serves each path that begins with ${path}, such as ${path}-2, which may be another application's; with ${dialect.wholeSegmentsBy} it serves ${path} and what is below it.`,
    );
  }
  if (dialect.cookieTellsAddress) {
    notes.push(
      `The value of ${title}'s cookie is the address of the pod: clients can read it, and choose another pod by it.`,
    );
  }
  if (decided.size > 0) {
    const reasons = [...new Set(decided.values())].map((reason, index) =>
      index === 0 ? reason : reason.replace(title, "it"),
    );
    notes.push(
      `Some attributes of the cookie are not set, and the controller has its own defaults: ${reasons.join("; ")}.`,
    );
  }
  if (cookie.maxAgeSeconds !== undefined && cookie.maxAgeSeconds > longestMaxAgeSeconds) {
    notes.push(
      `Browsers keep a cookie for 400 days (${longestMaxAgeSeconds} seconds) at most, whatever its lifetime.`,
    );
  }
  if (cookie.secure === true && tls === "none") {
    notes.push(
      "The cookie is Secure and this program sets up plain http: browsers send it back only if TLS ends in front of the controller. Where it does, set tls to external.",
    );
  }
  if (promises.affinity === "hash") {
    notes.push(
      `${title} picks the pod by consistent hashing: a change in the number of pods moves some clients.`,
    );
  }
  return notes;
}
