import type { Affinity, SessionCookie } from "../../components/affinity/affinity";
import type { Application } from "../../components/affinity/application";
import type { Dialect } from "../../components/affinity/dialect";
import type { Problem } from "../../components/affinity/problem";
import { translate, type Translation } from "../../components/affinity/translate";
import type { CookieSetting } from "../entrance";

/** A setting of the cookie that the target refused, and why. */
export interface Dropped {
  readonly setting: CookieSetting;
  readonly value: unknown;
  /** A sentence without a full stop. */
  readonly reason: string;
}

/** The affinity in the target's words, without what the target refuses of it. */
export interface Carried {
  readonly translation: Translation;
  readonly dropped: readonly Dropped[];
}

const prefix = "affinity.cookie.";

/**
 * Translates as much of an affinity as the target takes. What it refuses of the cookie is left to the target's own
 * way; anything else that it refuses is a problem, and nothing is written.
 */
export function carry(
  target: Dialect,
  affinity: Affinity | undefined,
  application: Application,
): Carried | { readonly problems: readonly Problem[] } {
  const dropped: Dropped[] = [];
  let cookie: SessionCookie | undefined = affinity?.cookie;
  for (;;) {
    const answer = translate(target, cookie && { cookie }, application);
    if ("translation" in answer) {
      return { translation: answer.translation, dropped };
    }
    const asked = answer.problems.flatMap((problem) => {
      const setting = problem.setting.slice(prefix.length) as CookieSetting;
      const isAsked = problem.setting.startsWith(prefix) && cookie?.[setting] !== undefined;
      return isAsked ? [{ setting, problem }] : [];
    });
    if (cookie === undefined || asked.length === 0) {
      return answer;
    }
    for (const { setting, problem } of asked) {
      const isFirst = dropped.every((earlier) => earlier.setting !== setting);
      if (isFirst) {
        dropped.push({ setting, value: cookie[setting], reason: reasonOf(problem) });
      }
      const { [setting]: refused, ...rest }: SessionCookie = cookie;
      // Another name is better than the target's own, which several applications of a host would share.
      const isRenamed = setting === "name" && isFirst && target.cookie.name.settable;
      cookie = isRenamed ? { ...rest, name: plainName(String(refused), application.name) } : rest;
    }
  }
}

/** The nearest name that every controller takes: letters, digits, _ and -, at most 63 of them. */
export function plainName(wanted: string, otherwise: string): string {
  const plain = (text: string): string =>
    text
      .replace(/[^A-Za-z0-9_-]+/g, "_")
      .replace(/^[_-]+|[_-]+$/g, "")
      .slice(0, 63)
      .replace(/[_-]+$/, "");
  return plain(wanted) || plain(otherwise) || "session";
}

function reasonOf({ reason, allowed }: Problem): string {
  return reason ?? `it takes ${allowed}`;
}
