import { type Affinity, type SessionCookie, validateAffinity, withDefaults } from "./affinity";
import type { Exposure } from "./exposure";
import type { Problem } from "./problem";

/** The platforms, each with its own way to expose a Service under a host name. */
export const platforms = ["kubernetes", "openshift"] as const;
export type Platform = (typeof platforms)[number];

/** The object a controller reads its affinity settings from; on any other they are silently ignored. */
export type Carrier = "ingress" | "service" | "route";

export type Annotations = Readonly<Record<string, string>>;

/** What a controller is known to do, and so what a live system may be held to. */
export interface Promises {
  /**
   * `strong`: the cookie names one pod. `hash`: it is a key for consistent hashing, so that a change
   * in the set of pods moves a part of the clients.
   */
  readonly affinity: "strong" | "hash";
  /** A client whose pod is gone gets a new cookie for the pod that answers instead. */
  readonly reissuesAfterPodLoss: boolean;
  /** A terminating pod that still serves keeps the clients that hold its cookie. */
  readonly keepsTerminatingPods: boolean;
}

/** The answer to a setting that the controller cannot express. */
export interface Refusal {
  /** Why not: a sentence without a full stop. */
  readonly refused: string;
  /** What the controller can do instead. */
  readonly allowed: string;
  /** A value that would be accepted; `null` where the setting has to be left out. */
  readonly example: string | null;
}

/** Answers that the controller cannot do what was asked. */
export function refuse(refused: string, allowed: string, example: string | null = null): Refusal {
  return { refused, allowed, example };
}

/** What a controller makes of one value of one setting. No annotations: it does so of its own accord. */
export type SettingTranslation<Value> = (value: Value, exposure: Exposure) => Annotations | Refusal;

/** How one controller is told about cookie affinity. A new controller is one file with one of these. */
export interface Dialect {
  /** The name by which a stack's configuration chooses it. */
  readonly id: string;
  /** The controller's name in messages. */
  readonly title: string;
  readonly platform: Platform;
  /** The `spec.controller` of the IngressClasses that it serves; none on a platform without such classes. */
  readonly ingressControllers: readonly string[];
  /** The IngressClass that its installation usually makes. */
  readonly usualIngressClass?: string;
  readonly carrier: Carrier;
  readonly promises: Promises;
  /** What turns affinity on, in the strongest mode there is. */
  readonly base: Annotations;
  /** What turns affinity off, where it is on without being asked. */
  readonly off: Annotations;
  /** Where TLS may end for the controller to see the cookie. */
  readonly terminations: readonly Exposure["tls"][];
  /**
   * One answer for every setting of the cookie. The type is total, so a setting that is added to
   * `SessionCookie` does not compile until each dialect translates or refuses it.
   */
  readonly cookie: {
    readonly [Setting in keyof Required<SessionCookie>]: SettingTranslation<
      Required<SessionCookie>[Setting]
    >;
  };
}

/** A description in a controller's own words. */
export interface Translation {
  /** The annotations of each object; an object that is missing here gets none. */
  readonly annotations: Readonly<Partial<Record<Carrier, Annotations>>>;
  /** What works but may surprise, each a sentence. */
  readonly notes: readonly string[];
}

/**
 * Puts the description into the dialect's words, or says everything that is wrong with it. Without a
 * description, affinity is turned off.
 */
export function translate(
  dialect: Dialect,
  affinity: Affinity | undefined,
  exposure: Exposure,
): { translation: Translation } | { problems: readonly Problem[] } {
  const refusedTermination = validateTermination(dialect, exposure);
  const problems = [
    ...refusedTermination,
    ...(affinity ? validateAffinity(affinity, exposure) : []),
  ];
  if (refusedTermination.length > 0) {
    // What the controller makes of a setting depends on where TLS ends, so its answers would be of no use.
    return { problems };
  }
  if (affinity === undefined) {
    return { translation: { annotations: { [dialect.carrier]: dialect.off }, notes: [] } };
  }
  const annotations: Record<string, string> = { ...dialect.base };
  const { cookie } = withDefaults(affinity, exposure);
  for (const setting of Object.keys(dialect.cookie) as (keyof SessionCookie)[]) {
    const answer = translateSetting(dialect, setting, cookie, exposure);
    if (!isRefusal(answer)) {
      Object.assign(annotations, answer);
    } else if (!problems.some((problem) => problem.setting === cookieSetting(setting))) {
      problems.push({
        setting: cookieSetting(setting),
        given: cookie[setting],
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
          annotations: { [dialect.carrier]: annotations },
          notes: surprises(dialect, cookie, exposure),
        },
      };
}

function validateTermination({ title, terminations }: Dialect, { tls }: Exposure): Problem[] {
  if (terminations.includes(tls)) {
    return [];
  }
  return [
    {
      setting: "tls.termination",
      given: tls,
      reason:
        tls === "passthrough"
          ? `${title} never sees the requests inside a passed-through TLS connection, so it can neither set nor read a cookie`
          : `${title} has no setting for it that this program knows`,
      allowed: terminations.join(", "),
      example: terminations.find((termination) => termination !== "none") ?? "none",
    },
  ];
}

function translateSetting(
  { cookie: translations }: Dialect,
  setting: keyof SessionCookie,
  cookie: SessionCookie,
  exposure: Exposure,
): Annotations | Refusal {
  const value = cookie[setting];
  // Each translation takes the type of its own setting, which the compiler cannot follow through the index.
  const translation = translations[setting] as SettingTranslation<typeof value>;
  return value === undefined ? {} : translation(value, exposure);
}

function cookieSetting(setting: keyof SessionCookie): string {
  return `affinity.cookie.${setting}`;
}

function isRefusal(answer: Annotations | Refusal): answer is Refusal {
  return "refused" in answer;
}

function surprises(
  { title, promises }: Dialect,
  cookie: SessionCookie,
  { tls }: Exposure,
): string[] {
  const notes: string[] = [];
  if (cookie.secure === true && tls === "none") {
    notes.push(
      "The cookie is Secure and this program sets up plain http: browsers send it back only if TLS ends in front of the controller.",
    );
  }
  if (promises.affinity === "hash") {
    notes.push(
      `${title} picks the pod by consistent hashing: a change in the number of pods moves some clients.`,
    );
  }
  return notes;
}
