import { annotationsOf } from "../../components/affinity/objects";
import { disableCookies } from "../../components/affinity/dialects/openshiftRoute";
import { isTrue } from "../../components/affinity/switches";
import { annotate } from "../fix";
import { serviceOfIngressRoute } from "../model/exposures/ingressRoute";
import { addressOf, called } from "../model/subject";
import { serviceCalled } from "../turnOn";
import { annotatedOf } from "./annotations";
import { type Found, onSubjects, type Rule } from "./rule";

// Settings that a controller acts on, and that take the affinity away again.

const about = "affinity";

export const unkeptDivision: Rule = {
  id: "weights-without-a-cookie",
  severity: "error",
  about,
  title: "Traefik divides requests by weight without a cookie of its own",
  meaning:
    "A user goes from one Service to the other with each request, whatever the cookie for the pods says.",
  why: "Of a TraefikService with weights both levels need a cookie: one picks the Service, the other the pod.",
  sources: [
    "traefik/traefik: docs/content/reference/routing-configuration/kubernetes/crd/http/traefikservice.md",
  ],
  check: onSubjects((subject) => {
    const own = serviceOfIngressRoute(subject) as { dividedUnkept?: boolean } | undefined;
    return own?.dividedUnkept === true && subject.affinity !== undefined
      ? {
          at: subject.exposure,
          field: subject.field,
          says: `${addressOf(subject)} is divided by a TraefikService's weights without spec.weighted.sticky.cookie, and the ${serviceCalled(subject)} has a cookie for its pods.`,
          fix: {
            advice: "Give the TraefikService spec.weighted.sticky.cookie, with a name of its own.",
          },
        }
      : undefined;
  }),
};

export const affinityTurnedOff: Rule = {
  id: "affinity-turned-off",
  severity: "warning",
  about,
  title: "The affinity of OpenShift's router is turned off",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "The router sets a cookie on every Route that does not pass TLS through, unless disable_cookies is true.",
  sources: ["openshift/router: images/router/haproxy/conf/haproxy-config.template"],
  check: onSubjects((subject) => {
    const { exposure, dialect } = subject;
    return dialect?.id === "openshift-route" &&
      isTrue.test(annotationsOf(exposure.object)[disableCookies] ?? "")
      ? {
          at: exposure,
          field: ["metadata", "annotations", disableCookies],
          says: `The ${called(exposure)} has ${disableCookies}: "true".`,
          fix: { patch: annotate(exposure, { [disableCookies]: null }) },
        }
      : undefined;
  }),
};

const noDynamic = "haproxy.org/cookie-persistence-no-dynamic";

export const serverNamesAsValues: Rule = {
  id: "server-names-as-values",
  severity: "error",
  about,
  title: "Names of HAProxy's servers as values of the cookie",
  meaning:
    "Where the controller has several replicas, a user goes to another pod whenever another replica answers.",
  why: "cookie-persistence-no-dynamic makes the value the slot of the server (SRV_1), which differs between replicas of the controller.",
  sources: ["haproxytech/kubernetes-ingress: documentation/annotations.md"],
  check: onSubjects((subject) =>
    subject.controller?.dialects[0]?.id === "haproxytech"
      ? annotatedOf(subject)
          .filter((at) => noDynamic in annotationsOf(at.object))
          .map((at): Found => ({
            at,
            field: ["metadata", "annotations", noDynamic],
            says: `The ${called(at)} has ${noDynamic}.`,
            fix: {
              patch: annotate(at, {
                [noDynamic]: null,
                "haproxy.org/cookie-persistence": annotationsOf(at.object)[noDynamic] ?? null,
              }),
            },
          }))
      : undefined,
  ),
};
