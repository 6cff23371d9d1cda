import { type Case, k8s, openshift, refuses } from "../config";

function annotated(
  title: string,
  config: Case[1],
  key: string,
  annotation: string,
  instead: string,
  by: string,
): Case {
  return [
    title,
    { ...config, [key]: JSON.stringify({ [annotation]: "x" }) },
    `sticky-session:${key}["${annotation}"]
  got:      "x"
  problem:  ${by} is told by it what this program has settings for
  allowed:  unset; ${instead} says it instead
  fix:      pulumi config rm --path '${key}["${annotation}"]' --stack test`,
  ];
}

const nginx = { ...k8s, controller: "ingress-nginx" };
const prefix = "nginx.ingress.kubernetes.io";
const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

describe("the refusal of settings: annotations and labels", () => {
  refuses([
    annotated(
      "an annotation that is a setting of the cookie",
      nginx,
      "ingressAnnotations",
      `${prefix}/session-cookie-max-age`,
      "cookieMaxAgeSeconds",
      "ingress-nginx",
    ),
    annotated(
      "an annotation that turns affinity on",
      nginx,
      "ingressAnnotations",
      `${prefix}/affinity`,
      "affinity",
      "ingress-nginx",
    ),
    annotated(
      "an annotation that turns affinity off",
      k8s,
      "serviceAnnotations",
      "traefik.ingress.kubernetes.io/service.nativelb",
      "affinity",
      "Traefik",
    ),
    annotated(
      "an annotation in another case, which some controllers read as well",
      k8s,
      "serviceAnnotations",
      `${sticky}.SameSite`,
      "cookieSameSite",
      "Traefik",
    ),
    annotated(
      "an annotation on an object that the controller does not read it from",
      k8s,
      "ingressAnnotations",
      `${sticky}.name`,
      "cookieName",
      "Traefik",
    ),
    annotated(
      "an annotation that is a setting of the Route",
      openshift,
      "routeAnnotations",
      "haproxy.router.openshift.io/timeout",
      "routeTimeout",
      "The OpenShift router",
    ),
    annotated(
      "an annotation that the drain is told by",
      { ...k8s, controller: "haproxy-ingress-drain-support" },
      "ingressAnnotations",
      "haproxy-ingress.github.io/health-check-port",
      "affinity",
      "haproxy-ingress with drain support",
    ),
    annotated(
      "a label that is a setting of the cookie",
      { ...k8s, controller: "istio-persistent-session" },
      "labels",
      "istio.io/persistent-session",
      "cookieName",
      "Istio with persistent sessions",
    ),
    [
      "an annotation that pulumi up waits by",
      {
        ...k8s,
        ingressAnnotations: '{"pulumi.com/skipAwait":"true"}',
        serviceAnnotations: '{"pulumi.com/waitFor":"x"}',
      },
      `sticky-session:ingressAnnotations["pulumi.com/skipAwait"]
  got:      "true"
  problem:  this program decides what pulumi up waits for
  allowed:  unset; awaitIngress says it instead
  fix:      pulumi config rm --path 'ingressAnnotations["pulumi.com/skipAwait"]' --stack test

sticky-session:serviceAnnotations["pulumi.com/waitFor"]
  got:      "x"
  problem:  this program decides what pulumi up waits for
  allowed:  unset
  fix:      pulumi config rm --path 'serviceAnnotations["pulumi.com/waitFor"]' --stack test`,
    ],
    [
      "an annotation that has no key",
      { ...k8s, ingressAnnotations: '{"a/b/c":"x"}' },
      `sticky-session:ingressAnnotations["a/b/c"]
  got:      "a/b/c"
  allowed:  names of letters, digits, -, _ and ., 63 characters at most, with or without a DNS name and / in front
  fix:      pulumi config rm --path 'ingressAnnotations["a/b/c"]' --stack test`,
    ],
    [
      "annotations of an object that there is not",
      { ...k8s, controller: "contour", ingressAnnotations: '{"a":"b"}' },
      `sticky-session:ingressAnnotations
  got:      {"a":"b"}
  problem:  an Ingress has this setting; an HTTPProxy has not
  allowed:  unset with the controller contour
  fix:      pulumi config rm ingressAnnotations --stack test`,
    ],
    [
      "annotations of a Route on kubernetes",
      { ...k8s, routeAnnotations: '{"a":"b"}' },
      `sticky-session:routeAnnotations
  got:      {"a":"b"}
  problem:  only the platform openshift has this setting
  allowed:  unset on kubernetes
  fix:      pulumi config rm routeAnnotations --stack test`,
    ],
    [
      "a label that pods are found by",
      { ...k8s, labels: '{"app.kubernetes.io/name":"x"}' },
      `sticky-session:labels["app.kubernetes.io/name"]
  got:      "x"
  problem:  objects and pods are found by it
  allowed:  unset
  fix:      pulumi config rm --path 'labels["app.kubernetes.io/name"]' --stack test`,
    ],
    [
      "the value of a label that is none",
      { ...k8s, labels: '{"team":"a b"}' },
      `sticky-session:labels.team
  got:      "a b"
  allowed:  letters, digits, -, _ and ., 63 characters at most, that begin and end with a letter or digit
  fix:      pulumi config rm --path labels.team --stack test`,
    ],
  ]);
});
