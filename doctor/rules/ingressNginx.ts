import { ingressNginx } from "../../components/affinity/dialects/ingressNginx";
import { annotationsOf } from "../../components/affinity/objects";
import { readsPatterns } from "../../components/affinity/switches";
import { annotate } from "../fix";
import { called, podsOf, type Subject } from "../model/subject";
import { onSubjects, type Rule } from "./rule";

const prefix = "nginx.ingress.kubernetes.io";
const about = "affinity";

/** Whether ingress-nginx's own affinity is on, and not that of Traefik's provider for its annotations. */
function isOn({ dialect, affinity }: Subject): boolean {
  return dialect === ingressNginx && affinity !== undefined;
}

export const balancedMode: Rule = {
  id: "balanced-mode",
  severity: "warning",
  about,
  title: "ingress-nginx in balanced mode",
  meaning:
    "When the number of pods changes, a part of the users is moved to other pods and logged out.",
  why: "In the mode balanced, which is the default, the cookie is a key for consistent hashing and names no pod; from c to n pods about (n-c)/n of the sessions move.",
  sources: ["kubernetes/ingress-nginx: rootfs/etc/nginx/lua/balancer/sticky_balanced.lua"],
  check: onSubjects((subject) => {
    const { exposure } = subject;
    const mode = annotationsOf(exposure.object)[`${prefix}/affinity-mode`]?.trim();
    if (!isOn(subject) || mode === "persistent" || (podsOf(subject)?.most ?? 2) < 2) {
      return undefined;
    }
    return {
      at: exposure,
      field: ["metadata", "annotations", `${prefix}/affinity${mode === undefined ? "" : "-mode"}`],
      says: `The ${called(exposure)} has affinity in the mode ${mode ?? "balanced, since it names none"}.`,
      fix: { patch: annotate(exposure, { [`${prefix}/affinity-mode`]: "persistent" }) },
    };
  }),
};

export const noChangeOnFailure: Rule = {
  id: "no-change-on-failure",
  severity: "warning",
  about,
  title: "ingress-nginx keeps clients on a pod that has failed",
  meaning:
    "Users of a pod that is dead and still listed get the error 502 again and again, while other pods could serve them.",
  why: 'Without session-cookie-change-on-failure: "true" the pod of the cookie is tried again until the endpoints change.',
  sources: ["kubernetes/ingress-nginx: rootfs/etc/nginx/lua/balancer/sticky.lua"],
  check: onSubjects((subject) => {
    const { exposure } = subject;
    const key = `${prefix}/session-cookie-change-on-failure`;
    if (
      !isOn(subject) ||
      /^(1|t|T|TRUE|true|True)$/.test(annotationsOf(exposure.object)[key] ?? "")
    ) {
      return undefined;
    }
    return {
      at: exposure,
      field: ["metadata", "annotations", `${prefix}/affinity`],
      says: `The ${called(exposure)} does not have ${key}: "true".`,
      fix: { patch: annotate(exposure, { [key]: "true" }) },
    };
  }),
};

export const lifetimeByExpires: Rule = {
  id: "lifetime-by-expires",
  severity: "warning",
  about,
  title: "A lifetime by session-cookie-expires",
  meaning:
    "Users whose clock is wrong lose the cookie at once or keep it too long; behind Traefik up to 3.7.12 the cookie is born expired, and nobody stays.",
  why: "Expires is a moment by the clock of the user's machine, Max-Age a duration; Traefik's provider for these annotations worked the moment out once, when it read the Ingress.",
  sources: ["RFC 6265, section 5.2", "traefik/traefik#13485, #13496"],
  check: onSubjects(({ exposure, affinity, dialect }) => {
    const annotations = annotationsOf(exposure.object);
    const [expires, maxAge] = ["expires", "max-age"].map(
      (name) => annotations[`${prefix}/session-cookie-${name}`],
    );
    const ids = ["ingress-nginx", "traefik-ingress-nginx"];
    if (
      !affinity ||
      !ids.includes(dialect?.id ?? "") ||
      expires === undefined ||
      maxAge !== undefined
    ) {
      return undefined;
    }
    return {
      at: exposure,
      field: ["metadata", "annotations", `${prefix}/session-cookie-expires`],
      says: `The ${called(exposure)} has session-cookie-expires and no session-cookie-max-age.`,
      fix: {
        patch: annotate(exposure, {
          [`${prefix}/session-cookie-max-age`]: expires,
          [`${prefix}/session-cookie-expires`]: null,
        }),
      },
      severity: dialect?.id === "ingress-nginx" ? "warning" : "error",
    };
  }),
};

export const regexWithoutCookiePath: Rule = {
  id: "regex-without-cookie-path",
  severity: "error",
  about,
  title: "Paths that are regular expressions, and no path of the cookie",
  meaning:
    "The cookie gets a path that no browser sends it back to, so that each request may go to another pod.",
  why: "Without session-cookie-path the cookie gets the path of the Ingress as it is written, here a regular expression. use-regex and rewrite-target of one Ingress hold for all paths of its hosts.",
  sources: [
    "kubernetes/ingress-nginx: docs/examples/affinity/cookie/README.md, docs/user-guide/ingress-path-matching.md",
  ],
  check: function* ({ subjects }) {
    const regexHosts = new Set(
      subjects
        .filter(
          ({ controller, exposure }) =>
            controller?.dialects.includes(ingressNginx) &&
            readsPatterns(annotationsOf(exposure.object)),
        )
        .map(({ host }) => host),
    );
    for (const subject of subjects) {
      const { exposure, path, field, host } = subject;
      if (
        isOn(subject) &&
        regexHosts.has(host) &&
        annotationsOf(exposure.object)[`${prefix}/session-cookie-path`] === undefined &&
        !/^[\w/.-]*$/.test(path)
      ) {
        yield {
          subject,
          at: exposure,
          field: [...field, "path"],
          says: `The ${called(exposure)} has the path ${JSON.stringify(path)} and no session-cookie-path.`,
          fix: { patch: annotate(exposure, { [`${prefix}/session-cookie-path`]: "/" }) },
        };
      }
    }
  },
};

export const retiredController: Rule = {
  id: "retired-controller",
  severity: "note",
  about,
  title: "A controller that is retired",
  meaning: "Nobody mends its faults any more, those of security included.",
  why: "The community's ingress-nginx had its last release in March 2026.",
  sources: ["kubernetes/ingress-nginx: README.md"],
  check: function* ({ index }) {
    for (const at of index.all("IngressClass")) {
      const { controller, name } = {
        controller: (at.object.spec as { controller?: unknown } | undefined)?.controller,
        name: at.object.metadata.labels?.["app.kubernetes.io/name"],
      };
      // Traefik's provider serves classes of the same string; a class says by its label whose it is.
      if (
        controller === "k8s.io/ingress-nginx" &&
        (name === undefined || name === "ingress-nginx")
      ) {
        yield {
          at,
          field: ["spec", "controller"],
          says: `The ${called(at)} is ingress-nginx's, unless Traefik's provider for its annotations serves it.`,
          fix: {
            advice:
              "Move to another controller: `sticky migrate --from ingress-nginx --to ...` writes the objects and says what changes.",
          },
        };
      }
    }
  },
};
