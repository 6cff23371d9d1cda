import { validateCookie } from "../../components/affinity/validateCookie";
import { annotationsOf } from "../../components/affinity/objects";
import { isHttpsOnly } from "../../components/affinity/exposure";

import { nameOf } from "../../manifests/sourced";
import { annotate } from "../fix";
import { exposureOf } from "../model/exposures/servedPath";
import { addressOf, called } from "../model/subject";
import { annotatedOf } from "./annotations";
import { place } from "./cookieSetting";
import { type Found, onSubjects, type Rule } from "./rule";

const about = "affinity";

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
