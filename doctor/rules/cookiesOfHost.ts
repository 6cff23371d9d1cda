import { familyOf } from "../../components/affinity/dialect";
import { annotationsOf } from "../../components/affinity/objects";
import { annotate } from "../fix";
import { addressOf, called, type Subject } from "../model/subject";
import { place } from "./cookieSetting";
import { onSubjects, type Rule } from "./rule";

const about = "affinity";

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
