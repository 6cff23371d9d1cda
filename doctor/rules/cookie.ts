import { validateCookie } from "../../components/affinity/validateCookie";
import { familyOf } from "../../components/affinity/dialect";
import { annotationsOf } from "../../components/affinity/objects";
import { isHttpsOnly } from "../../components/affinity/exposure";
import type { Sourced } from "../../manifests/sourced";
import { nameOf } from "../../manifests/sourced";
import { annotate, type Fix } from "../fix";
import { exposureOf } from "../model/exposures/servedPath";
import { addressOf, called, type Subject } from "../model/subject";
import { annotatedOf } from "./annotations";
import { type Found, onSubjects, type Rule } from "./rule";

const about = "affinity";

/** The annotation that says a setting of the cookie, and the object that has it. */
function annotationFor(
  subject: Subject,
  setting: string,
): { at: Sourced; key: string; field: string[] } | undefined {
  const keys = Object.entries(subject.dialect?.ownKeys ?? {})
    .filter(([, own]) => own === `affinity.cookie.${setting}`)
    .map(([key]) => key);
  for (const at of annotatedOf(subject)) {
    const key = keys.find((candidate) => candidate in annotationsOf(at.object));
    if (key !== undefined) {
      return { at, key, field: ["metadata", "annotations", key] };
    }
  }
  return undefined;
}

/** Where a setting of the cookie is said, or else what exposes the application, and the change of it. */
function place(
  subject: Subject,
  setting: string,
  value: string | null,
  advice: string,
): Pick<Found, "at" | "field" | "fix"> {
  const found = annotationFor(subject, setting);
  const fix: Fix = found ? { patch: annotate(found.at, { [found.key]: value }) } : { advice };
  return found
    ? { at: found.at, field: found.field, fix }
    : { at: subject.exposure, field: subject.field, fix };
}

/** What browsers refuse, by the setting that is wrong. */
function refusedByBrowsers(setting: string): Rule["check"] {
  return onSubjects((subject) => {
    const { affinity } = subject;
    const problem =
      affinity &&
      validateCookie(affinity.cookie, exposureOf(subject)).find(
        (candidate) => candidate.setting === `affinity.cookie.${setting}`,
      );
    if (problem === undefined) {
      return undefined;
    }
    const value = problem.example ?? null;
    return {
      ...place(subject, setting, value, `Allowed: ${problem.allowed}.`),
      says: `The cookie for ${addressOf(subject)} has ${setting} ${JSON.stringify(problem.got)}: ${problem.reason ?? `allowed is ${problem.allowed}`}.`,
    };
  });
}

export const cookiePathMisses: Rule = {
  id: "cookie-path-misses",
  severity: "error",
  about,
  title: "The cookie's path does not cover the application's",
  meaning: "Browsers never send the cookie back, so that each request may go to another pod.",
  why: "A browser sends a cookie to its path and what is below, and nowhere else.",
  sources: ["RFC 6265, section 5.1.4"],
  check: refusedByBrowsers("path"),
};

export const cookieDomainRefused: Rule = {
  id: "cookie-domain-refused",
  severity: "error",
  about,
  title: "A domain of the cookie that browsers refuse",
  meaning: "Browsers drop the cookie, so that each request may go to another pod.",
  why: "A browser takes a cookie for the host that set it or a domain above it, and for no public suffix such as co.uk.",
  sources: ["RFC 6265, section 5.3", "publicsuffix.org"],
  check: refusedByBrowsers("domain"),
};

export const cookieNameRefused: Rule = {
  id: "cookie-name-refused",
  severity: "error",
  about,
  title: "A name of the cookie that browsers or controllers refuse",
  meaning: "The cookie is dropped or called otherwise, so that clients may not stay on their pods.",
  why: "Names have letters, digits, _ and - for every controller; __Secure- and __Host- promise attributes that the cookie then has to have.",
  sources: [
    "RFC 6265bis, section 4.1.3",
    "openshift/router: images/router/haproxy/conf/haproxy-config.template",
  ],
  check: refusedByBrowsers("name"),
};

export const sameSiteNoneWithoutSecure: Rule = {
  id: "same-site-none-without-secure",
  severity: "error",
  about,
  title: "SameSite=None without Secure",
  meaning: "Browsers drop the cookie, so that each request may go to another pod.",
  why: "Browsers take SameSite=None from a Secure cookie alone.",
  sources: ["RFC 6265bis, section 5.7"],
  check: onSubjects((subject) => {
    const { affinity } = subject;
    const { sameSite, secure } = affinity?.cookie ?? {};
    return sameSite === "None" && secure !== true
      ? {
          ...place(subject, "sameSite", "lax", "Make the cookie Secure, or SameSite=Lax."),
          says: `The cookie for ${addressOf(subject)} has SameSite=None and is not Secure.`,
        }
      : undefined;
  }),
};

export const secureOnHttp: Rule = {
  id: "secure-on-http",
  severity: "warning",
  about,
  title: "A Secure cookie on a host without TLS",
  meaning:
    "Over http browsers do not send the cookie back, so that each request may go to another pod.",
  why: "Nothing that was read gives the host TLS. Where it ends in front of the controller, all is well: say so in the annotation that suppresses this.",
  sources: ["RFC 6265, section 5.4"],
  check: onSubjects((subject) => {
    const { affinity, exposure } = subject;
    // The TLS of an HTTPRoute is its Gateway's, which may be another team's and not among what was read.
    return affinity?.cookie.secure === true &&
      exposure.object.kind !== "HTTPRoute" &&
      !isHttpsOnly(exposureOf(subject))
      ? {
          ...place(subject, "secure", "false", "Give the host TLS."),
          says: `The cookie for ${addressOf(subject)} is Secure, and the ${called(subject.exposure)} has no TLS for it.`,
        }
      : undefined;
  }),
};

const ages = /(?:\.maxage|session-cookie-max-age|session-cookie-expires)$/;

export const cookieExpiresAtOnce: Rule = {
  id: "cookie-expires-at-once",
  severity: "error",
  about,
  title: "A lifetime by which the cookie ends at once",
  meaning:
    "Browsers delete the cookie as soon as they get it, so that each request may go to another pod.",
  why: "A lifetime below zero deletes a cookie.",
  sources: ["RFC 6265, section 5.2.2"],
  check: onSubjects((subject) =>
    subject.affinity === undefined
      ? undefined
      : annotatedOf(subject).flatMap((at) =>
          Object.entries(annotationsOf(at.object))
            .filter(
              ([key, value]) =>
                key in (subject.dialect?.ownKeys ?? {}) && ages.test(key) && /^-\d/.test(value),
            )
            .map(([key, value]): Found => ({
              at,
              field: ["metadata", "annotations", key],
              says: `The ${called(at)} has ${key}: ${JSON.stringify(value)}.`,
              fix: { patch: annotate(at, { [key]: null }) },
            })),
        ),
  ),
};

/** What tells one backend of a controller from another. */
function backendOf({ backend: { namespace, name, port } }: Subject, byPort: boolean): string {
  return [namespace, name, ...(byPort ? [String(port ?? "")] : [])].join("\n");
}

/** The subjects that share a host and a controller, by these. */
function* neighbours(subjects: readonly Subject[]): Generator<Subject[]> {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const { dialect, host, affinity } = subject;
    if (dialect !== undefined && affinity !== undefined) {
      const key = `${familyOf(dialect)}\n${host}`;
      groups.set(key, [...(groups.get(key) ?? []), subject]);
    }
  }
  yield* [...groups.values()].filter(({ length }) => length > 1);
}

function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(base.endsWith("/") ? base : `${base}/`);
}

export const cookieNameShared: Rule = {
  id: "cookie-name-shared",
  severity: "error",
  about,
  title: "One cookie name on one host for two backends",
  meaning: "Each change from one application to the other moves the user to another pod.",
  why: "A browser keeps one cookie of a name for a path; the value of one backend means nothing to the other, which replaces it.",
  sources: ["RFC 6265, section 5.3", "haproxy/haproxy: doc/configuration.txt, “cookie”"],
  check: function* ({ subjects }) {
    for (const group of neighbours(subjects)) {
      for (const [index, subject] of group.entries()) {
        const { name, path = "/" } = subject.affinity?.cookie ?? {};
        const byPort = subject.dialect?.knowsPodsAtEveryPort !== true;
        const other = group.slice(0, index).find((candidate) => {
          const { name: otherName, path: otherPath = "/" } = candidate.affinity?.cookie ?? {};
          return (
            name !== undefined &&
            name === otherName &&
            backendOf(candidate, byPort) !== backendOf(subject, byPort) &&
            (isWithin(path, otherPath) || isWithin(otherPath, path)) &&
            !isOneSplit(subject, candidate)
          );
        });
        if (other !== undefined) {
          yield {
            ...place(
              subject,
              "name",
              subject.backend.name,
              "Give each backend a cookie name of its own.",
            ),
            says: `The cookie ${JSON.stringify(name)} is that of ${addressOf(subject)} (Service ${backendName(subject)}) and of ${addressOf(other)} (Service ${backendName(other)}).`,
            subject,
          };
        }
      }
    }
  },
};

/** Whether two share a path by weight, which controllers know by one cookie or by two levels of them. */
function isOneSplit(one: Subject, other: Subject): boolean {
  return one.exposure === other.exposure && one.path === other.path;
}

function backendName({ backend: { name, port } }: Subject): string {
  return port === undefined ? name : `${name}, port ${port}`;
}

export const cookiePathPerRule: Rule = {
  id: "cookie-path-per-rule",
  severity: "warning",
  about,
  title: "Several paths of one application, each with a cookie of its own",
  meaning: "A user who goes from one path to the other gets another pod, and a second session.",
  why: "Where no path is set, ingress-nginx and Envoy Gateway up to 1.9.1 give the cookie the path of the rule.",
  sources: [
    "kubernetes/ingress-nginx: docs/examples/affinity/cookie/README.md",
    "envoyproxy/gateway#9950",
  ],
  check: function* ({ subjects }) {
    for (const group of neighbours(subjects)) {
      for (const [index, subject] of group.entries()) {
        const { path } = subject.affinity?.cookie ?? {};
        const other = group.slice(0, index).find((candidate) => {
          const otherPath = candidate.affinity?.cookie.path;
          return (
            backendOf(candidate, false) === backendOf(subject, false) &&
            path !== undefined &&
            otherPath !== undefined &&
            path !== otherPath
          );
        });
        if (other !== undefined) {
          const key = Object.entries(subject.dialect?.ownKeys ?? {}).find(
            ([, setting]) => setting === "affinity.cookie.path",
          )?.[0];
          yield {
            at: subject.exposure,
            field: subject.field,
            says: `${addressOf(subject)} and ${addressOf(other)} lead to the Service ${subject.backend.name}, with cookies for ${JSON.stringify(path)} and ${JSON.stringify(other.affinity?.cookie.path)}.`,
            fix:
              key === undefined
                ? { advice: "One rule for all paths, or Envoy Gateway after 1.9.1." }
                : { patch: annotate(subject.exposure, { [key]: "/" }) },
            subject,
          };
        }
      }
    }
  },
};

export const pathWithoutAffinity: Rule = {
  id: "path-without-affinity",
  severity: "warning",
  about,
  title: "A path of an application without the affinity that another path of it has",
  meaning:
    "Requests to that path go to any pod, and what they need of the session may not be there.",
  why: "Annotations of an Ingress hold for its own paths; another Ingress for the same Service needs them too.",
  sources: ["kubernetes/ingress-nginx: docs/examples/affinity/cookie/README.md"],
  check: function* ({ subjects }) {
    const kept = new Map<string, Subject>();
    for (const subject of subjects) {
      if (subject.affinity !== undefined) {
        kept.set(`${subject.host}\n${backendOf(subject, false)}`, subject);
      }
    }
    for (const subject of subjects) {
      const other = kept.get(`${subject.host}\n${backendOf(subject, false)}`);
      const { dialect, affinity, exposure } = subject;
      if (
        other?.dialect !== undefined &&
        affinity === undefined &&
        dialect !== undefined &&
        familyOf(dialect) === familyOf(other.dialect) &&
        other.exposure !== exposure
      ) {
        const own = other.dialect.ownKeys;
        const missing = Object.entries(annotationsOf(other.exposure.object)).filter(
          ([key]) => key in own,
        );
        yield {
          at: exposure,
          field: subject.field,
          says: `${addressOf(subject)} has no affinity, and ${addressOf(other)} of the ${called(other.exposure)} leads to the same Service ${subject.backend.name} with it.`,
          ...(missing.length > 0 && {
            fix: { patch: annotate(exposure, Object.fromEntries(missing)) },
          }),
          subject,
        };
      }
    }
  },
};

/** A number that is a moment, or a revision of a release. */
const moment = /\d{10,}|\d{4}-?\d{2}-?\d{2}|[-_.]r(ev(ision)?)?-?\d+$/i;

export const changingCookieName: Rule = {
  id: "changing-cookie-name",
  severity: "warning",
  about,
  title: "A cookie name with a moment or a revision in it",
  meaning: "Each deployment gives the cookie another name, and every user another pod.",
  why: "A cookie of another name is unknown to the controller: all clients are new ones.",
  sources: ["RFC 6265, section 5.3"],
  check: onSubjects((subject) => {
    const name = subject.affinity?.cookie.name;
    return name !== undefined && moment.test(name)
      ? {
          ...place(subject, "name", nameOf(subject.exposure), "A name that stays the same."),
          says: `The cookie for ${addressOf(subject)} is called ${JSON.stringify(name)}.`,
        }
      : undefined;
  }),
};

const agic = "appgw.ingress.kubernetes.io/cookie-based-affinity";

export const sharedGatewayCookie: Rule = {
  id: "shared-gateway-cookie",
  severity: "warning",
  about,
  title: "All backends of Azure's Application Gateway share one cookie",
  meaning:
    "Each change from one application of the host to the other moves the user to another pod.",
  why: "Without cookie-based-affinity-distinct-name every backend has the cookie ApplicationGatewayAffinity.",
  sources: ["Azure/application-gateway-kubernetes-ingress: docs/annotations.md"],
  check: onSubjects((subject, { subjects }) => {
    const { exposure, affinity, dialect, host } = subject;
    const distinct = annotationsOf(exposure.object)[`${agic}-distinct-name`];
    if (dialect?.id !== "azure-application-gateway" || !affinity || distinct === "true") {
      return undefined;
    }
    const other = subjects.find(
      (candidate) =>
        candidate.host === host &&
        candidate.dialect === dialect &&
        backendOf(candidate, true) !== backendOf(subject, true),
    );
    return other === undefined
      ? undefined
      : {
          at: exposure,
          field: ["metadata", "annotations", agic],
          says: `${addressOf(subject)} and ${addressOf(other)} are two backends of one host, and the ${called(exposure)} does not ask for names of their own.`,
          fix: { patch: annotate(exposure, { [`${agic}-distinct-name`]: "true" }) },
        };
  }),
};
