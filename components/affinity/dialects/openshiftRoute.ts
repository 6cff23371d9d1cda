import { type SameSite } from "../affinity";
import { annotations } from "../targets/annotations";
import type { Application } from "../application";
import type { Dialect } from "../dialect";
import type { Refusal, Setting } from "../setting";
import { refuse } from "../setting";
import { route } from "../exposedBy/route";
import { type Exposure, hostsOf, isHttpsOnly, isTlsServed, isWildcard } from "../exposure";
import type { Need } from "../objects";
import { fixed, sameSite, text, unless, unsupported } from "../settings";
import { tlsSecretNamesOf, tlsSecretsOf } from "../tlsSecrets";

/** Turns the router's cookie off. */
export const disableCookies = "haproxy.router.openshift.io/disable_cookies";
const nameKey = "router.openshift.io/cookie_name";
const sameSiteKey = "router.openshift.io/cookie-same-site";

/** The texts that Go's strconv.ParseBool takes for true, which is what the router asks. */
const isTrue = /^(1|t|T|TRUE|true|True)$/;

/** Whether the Route itself has TLS and nothing else; what is in front of the router is nothing that it knows of. */
function servesHttpsOnly(exposure: Exposure): boolean {
  return isTlsServed(exposure) && isHttpsOnly(exposure);
}

const routeSameSite: Setting<SameSite> = {
  ...unless(sameSite(sameSiteKey), (_value, { exposure }) =>
    servesHttpsOnly(exposure)
      ? undefined
      : cannot(
          "set SameSite on a Route that serves plain http",
          "unset; any value with TLS and no plain http beside it",
        ),
  ),
  read: (native, exposure) =>
    servesHttpsOnly(exposure) ? sameSite(sameSiteKey).read(native, exposure) : undefined,
};

const secure: Setting<boolean> = {
  settable: false,
  write: (value, { exposure }) => {
    if (value === servesHttpsOnly(exposure)) {
      return {};
    }
    return value
      ? cannot(
          "make the cookie of a Route that serves plain http Secure",
          "false, or unset; true with TLS and no plain http beside it",
        )
      : cannot("leave Secure off the cookie of a Route with TLS", "true, or unset");
  },
  read: (_words, exposure) => servesHttpsOnly(exposure),
  whenUnset: {
    value: ({ exposure }) => servesHttpsOnly(exposure),
    why: "the OpenShift router cannot make the cookie of a Route that serves plain http Secure",
  },
};

const target = annotations({
  on: "route",
  key: nameKey,
  off: { [disableCookies]: "true" },
  isOn: (found) => !isTrue.test(found[disableCookies] ?? ""),
});

/** OpenShift's own router, which reads the Route. Its affinity is on without being asked, on plain http too. */
export const openshiftRoute: Dialect = {
  id: "openshift-route",
  title: "The OpenShift router",
  platform: "openshift",
  ingressControllers: [],
  exposedBy: route,
  target: {
    ...target,
    write: (native, application) => ({
      ...target.write(native, application),
      ...(tlsSecretsOf(application).length > 0 && { needs: [externalCertificate] }),
    }),
  },
  ownKeys: {
    [disableCookies]: "affinity.type",
    [nameKey]: "affinity.cookie.name",
    [sameSiteKey]: "affinity.cookie.sameSite",
    "haproxy.router.openshift.io/timeout": "route.timeout",
    "haproxy.router.openshift.io/timeout-tunnel": "route.tunnelTimeout",
    "haproxy.router.openshift.io/balance": "route.balance",
    "router.openshift.io/haproxy.health.check.interval": "route.healthCheckInterval",
  },
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: true,
    keepsTerminatingPods: false,
  },
  podUpdates: {
    seconds: 5,
    setting: "RELOAD_INTERVAL 5s",
    source: "openshift/router: pkg/cmd/infra/router/template.go",
  },
  verified: "source",
  sources: [
    "openshift/router: images/router/haproxy/conf/haproxy-config.template",
    "openshift/router: pkg/router/template/{router,template_helper}.go",
    "openshift/router: pkg/router/controller/route_secret_manager.go",
  ],
  needsOf,
  terminations: ["none", "edge", "reencrypt"],
  cookie: {
    name: text(nameKey),
    maxAgeSeconds: unsupported(
      "the OpenShift router cannot give the cookie a lifetime: it ends with the browser",
    ),
    path: fixed<string>("/", "the OpenShift router cannot set another cookie path than /"),
    domain: unsupported("the OpenShift router cannot set a cookie domain"),
    sameSite: routeSameSite,
    secure,
    httpOnly: fixed<boolean>(true, "the OpenShift router cannot leave HttpOnly off the cookie"),
  },
};

function needsOf({ name, exposure, ...secrets }: Application): string[] {
  const names = tlsSecretNamesOf(secrets);
  const readable = names.map((secret) => `--resource-name=${secret}`).join(" ");
  const reader = `${name}-certificate-reader`;
  return [
    ...(hostsOf(exposure).some(isWildcard)
      ? [
          "The router refuses wildcard hosts unless its IngressController has routeAdmission.wildcardPolicy: WildcardsAllowed.",
        ]
      : []),
    ...(names.length === 0
      ? []
      : [
          `OpenShift has to be 4.19 or later to take a Route's certificate from a Secret, and the router has to be allowed to read it: oc create role ${reader} --verb=get,list,watch --resource=secrets ${readable}; oc create rolebinding ${reader} --role=${reader} --serviceaccount=openshift-ingress:router.`,
        ]),
  ];
}

/** A Route takes a certificate from a Secret where its schema has a field for it. */
const externalCertificate: Need = {
  apiVersion: "route.openshift.io/v1",
  kind: "Route",
  field: "spec.tls.externalCertificate",
};

function cannot(what: string, allowed: string): Refusal {
  return refuse(`the OpenShift router cannot ${what}`, allowed);
}
