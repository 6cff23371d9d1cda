import assert from "node:assert/strict";
import { turnedOff } from "../../../verify/diagnosis/turnedOff";
import { type EvidenceArgs, evidenceOf } from "./evidence";

const https = "https://hello.localhost/";
const passthrough = { spec: { tls: { termination: "passthrough" } } };

const off: readonly [what: string, id: string, args: EvidenceArgs, said: RegExp][] = [
  ...["true", "TRUE", "1"].map((value): [string, string, EvidenceArgs, RegExp] => [
    `disable_cookies: ${value}`,
    "openshift-route",
    { annotations: { "haproxy.router.openshift.io/disable_cookies": value } },
    /^The Route hello turns affinity off with the annotation \S+disable_cookies: "\w+": remove it: kubectl annotate route hello --namespace shop haproxy\.router\.openshift\.io\/disable_cookies-$/,
  ]),
  [
    "TLS that the Route passes through",
    "openshift-route",
    { url: https, exposure: passthrough },
    /^The Route hello passes TLS through to the pods, .*oc patch route hello --namespace shop --type merge --patch '\{"spec":\{"tls":\{"termination":"reencrypt"\}\}\}'\. It trusts .* set its certificate as spec\.tls\.destinationCACertificate/,
  ],
  ...(
    [
      ["ingress-nginx", "nginx.ingress.kubernetes.io/ssl-passthrough"],
      ["traefik-ingress-nginx", "nginx.ingress.kubernetes.io/ssl-passthrough"],
      ["haproxy-ingress", "haproxy-ingress.github.io/ssl-passthrough"],
      ["haproxytech", "haproxy.org/ssl-passthrough"],
    ] as const
  ).map(([id, key]): [string, string, EvidenceArgs, RegExp] => [
    key,
    id,
    { url: https, on: "ingress", annotations: { [key]: "true" } },
    new RegExp(
      `^The Ingress hello passes TLS through .*: remove ${key}: kubectl annotate ingress hello --namespace shop ${key}-$`,
    ),
  ]),
  ...(
    [
      ["traefik", "service", "traefik.ingress.kubernetes.io/service.nativelb"],
      ["traefik", "service", "traefik.ingress.kubernetes.io/service.nodeportlb"],
      ["ingress-nginx", "ingress", "nginx.ingress.kubernetes.io/service-upstream"],
      ["traefik-ingress-nginx", "ingress", "nginx.ingress.kubernetes.io/service-upstream"],
      ["kong", "service", "ingress.kubernetes.io/service-upstream"],
      ["kong-enterprise", "service", "ingress.kubernetes.io/service-upstream"],
      ["haproxy-ingress", "service", "haproxy-ingress.github.io/service-upstream"],
      ["haproxy-ingress", "ingress", "ingress.kubernetes.io/service-upstream"],
      ["haproxy-ingress-drain-support", "ingress", "haproxy-ingress.github.io/service-upstream"],
      ["f5-nginx", "ingress", "nginx.org/use-cluster-ip"],
      ["f5-nginx-plus", "ingress", "nginx.org/use-cluster-ip"],
    ] as const
  ).map(([id, on, key]): [string, string, EvidenceArgs, RegExp] => [
    `${key} of the ${on}`,
    id,
    { on, annotations: { [key]: "true" } },
    new RegExp(
      `^The annotation ${key}: "true" of the ${on === "service" ? "Service" : "Ingress"} hello makes the controller see one server`,
    ),
  ]),
];

const notOff: readonly [what: string, id: string, args: EvidenceArgs][] = [
  [
    "disable_cookies that says no",
    "openshift-route",
    { annotations: { "haproxy.router.openshift.io/disable_cookies": "false" } },
  ],
  [
    "disable_cookies with a value that the router takes for no",
    "openshift-route",
    { annotations: { "haproxy.router.openshift.io/disable_cookies": "yes" } },
  ],
  [
    "TLS that ends at the router",
    "openshift-route",
    { url: https, exposure: { spec: { tls: { termination: "edge" } } } },
  ],
  ["plain http beside TLS that is passed through", "openshift-route", { exposure: passthrough }],
  [
    "passing through that the controller was not started for, so that its cookie comes",
    "ingress-nginx",
    {
      ...{ url: https, setCookies: ["INGRESSCOOKIE=a; Path=/"] },
      annotations: { "nginx.ingress.kubernetes.io/ssl-passthrough": "true" },
    },
  ],
  [
    "a switch that another controller reads",
    "traefik",
    { on: "ingress", annotations: { "nginx.ingress.kubernetes.io/service-upstream": "true" } },
  ],
  [
    "a switch on the object that the controller does not read it from",
    "kong",
    { on: "ingress", annotations: { "ingress.kubernetes.io/service-upstream": "true" } },
  ],
];

describe("a setting beside the affinity's own", () => {
  for (const [what, id, args, said] of off) {
    it(`that turns it off is named: ${id}, ${what}`, () => {
      assert.match(turnedOff(evidenceOf(id, args)) ?? "", said);
    });
  }

  for (const [what, id, args] of notOff) {
    it(`is none: ${id}, ${what}`, () => {
      assert.equal(turnedOff(evidenceOf(id, args)), undefined);
    });
  }
});
