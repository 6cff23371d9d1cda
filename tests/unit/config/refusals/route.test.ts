import { selfSigned } from "../../support/certificate";
import { type Case, k8s, openshift, refuses } from "../config";

const { cert } = selfSigned();

/** As messages show a text. */
function shown(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}...` : text);
}

describe("the refusal of settings: what one platform alone has", () => {
  refuses([
    ...(
      [
        ["ingressClass", "nginx"],
        ["awaitIngress", "true"],
      ] as const
    ).map(([key, given]): Case => [
      `${key} on openshift`,
      { ...openshift, [key]: given },
      `sticky-session:${key}
  got:      ${key === "awaitIngress" ? given : `"${given}"`}
  problem:  only the platform kubernetes has this setting
  allowed:  unset on openshift
  fix:      pulumi config rm ${key} --stack test`,
    ]),
    ...(
      [
        ["insecureTraffic", "Allow", { tls: "edge" }],
        ["destinationCaCertificate", cert, { tls: "edge" }],
        ["tlsCertificate", cert, { tls: "edge" }],
        ["routeTimeout", "30s", {}],
        ["routeTunnelTimeout", "1h", {}],
        ["routeBalance", "source", {}],
        ["routeHealthCheckInterval", "5s", {}],
      ] as const
    ).map(([key, given, beside]): Case => [
      `${key} on kubernetes`,
      { ...k8s, ...beside, [key]: given },
      `sticky-session:${key}
  got:      ${shown(given)}
  problem:  only the platform openshift has this setting
  allowed:  unset on kubernetes
  fix:      pulumi config rm ${key} --stack test`,
    ]),
    ...(
      [
        ["insecureTraffic", "Allow", "none", "tls edge or reencrypt"],
        ["destinationCaCertificate", cert, "edge", "tls reencrypt"],
        ["tlsCaCertificate", cert, "none", "tls edge or reencrypt"],
      ] as const
    ).map(([key, given, tls, where]): Case => [
      `${key} with tls ${tls}`,
      { ...openshift, tls, [key]: given },
      `sticky-session:${key}
  got:      ${shown(given)}
  problem:  it has no effect without ${where}
  allowed:  unset, or ${where} beside it
  fix:      pulumi config rm ${key} --stack test`,
    ]),
    [
      "an unknown policy for plain http",
      { ...openshift, tls: "edge", insecureTraffic: "redirect" },
      `sticky-session:insecureTraffic
  got:      "redirect"
  allowed:  Redirect, Allow, None
  fix:      pulumi config set insecureTraffic Redirect --stack test`,
    ],
    ...["1.5s", "0s", "soon"].map((given): Case => [
      `routeTimeout ${given}`,
      { ...openshift, routeTimeout: given },
      `sticky-session:routeTimeout
  got:      ${shown(given)}
  allowed:  a whole number above 0 and a unit: us, ms, s, m, h or d
  fix:      pulumi config set routeTimeout '<timeout>' --stack test`,
    ]),
    [
      "an unknown balance",
      { ...openshift, routeBalance: "fair" },
      `sticky-session:routeBalance
  got:      "fair"
  allowed:  random, roundrobin, leastconn, source
  fix:      pulumi config set routeBalance random --stack test`,
    ],
  ]);
});
