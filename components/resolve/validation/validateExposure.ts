import { gatewayApiVersions } from "../../affinity/application";
import { insecureTrafficPolicies, tlsTerminations } from "../../affinity/exposure";
import type { Problem } from "../../affinity/problem";
import { balances, type StickyAppArgs } from "../../args/stickyAppArgs";
import { describeNonHost, isHostName, isUrlPath } from "./formats";

/** What is wrong with where the application is reached: its host, its path, its TLS. */
export function validateExposure(args: StickyAppArgs): Problem[] {
  return [
    ...hostProblems(args),
    ...ingressClassProblems(args),
    ...pathProblems(args),
    ...tlsProblems(args),
    ...gatewayProblems(args),
    ...routeProblems(args),
  ];
}

function hostProblems({ platform, host }: StickyAppArgs): Problem[] {
  if (host === undefined) {
    return platform === "kubernetes"
      ? [
          {
            setting: "host",
            reason: "an Ingress needs the DNS name that clients use",
            allowed: "a DNS name in lower case",
            example: "hello.example.com",
          },
        ]
      : [];
  }
  if (isHostName(host)) {
    return [];
  }
  return [
    {
      setting: "host",
      got: host,
      reason: describeNonHost(host),
      allowed: "a DNS name in lower case, without scheme, port, path and wildcard",
      example: suggestHost(host),
    },
  ];
}

/** The host name that was probably meant. */
function suggestHost(given: string): string {
  const host = given
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[/:].*$/, "")
    .replace(/^\*\./, "hello.");
  return isHostName(host) ? host : "hello.example.com";
}

function pathProblems({ path }: StickyAppArgs): Problem[] {
  if (path === undefined || isUrlPath(path)) {
    return [];
  }
  return [
    {
      setting: "path",
      got: path,
      allowed: "a path that begins with /, without spaces, ? and #",
      example: "/",
    },
  ];
}

function tlsProblems({ tls }: StickyAppArgs): Problem[] {
  if (tls === undefined) {
    return [];
  }
  if (!tlsTerminations.includes(tls.termination)) {
    return [
      {
        setting: "tls.termination",
        got: tls.termination,
        allowed: "none, edge, reencrypt",
        example: "edge",
      },
    ];
  }
  const problems: Problem[] = [];
  const { termination, insecureTraffic } = tls;
  const needing: [setting: string, given: unknown, where: string, fits: boolean][] = [
    ["tls.secretName", tls.secretName, "tls edge", termination !== "none"],
    ["tls.insecureTraffic", insecureTraffic, "tls edge or reencrypt", termination !== "none"],
    [
      "tls.destinationCaCertificate",
      tls.destinationCaCertificate,
      "tls reencrypt",
      termination === "reencrypt",
    ],
  ];
  for (const [setting, given, where, fits] of needing) {
    if (given !== undefined && !fits) {
      problems.push({
        setting,
        got: given,
        reason: `it has no effect without ${where}`,
        allowed: `unset, or ${where} beside it`,
        example: null,
      });
    }
  }
  if (insecureTraffic !== undefined && !insecureTrafficPolicies.includes(insecureTraffic)) {
    problems.push({
      setting: "tls.insecureTraffic",
      got: insecureTraffic,
      allowed: insecureTrafficPolicies.join(", "),
      example: "Redirect",
    });
  }
  return problems;
}

function gatewayProblems({ gateway }: StickyAppArgs): Problem[] {
  const names = [
    ["gateway.name", gateway?.name, "the name of a Gateway (kubectl get gateways lists them)"],
    ["gateway.namespace", gateway?.namespace, "the name of a namespace"],
    ["gateway.listener", gateway?.listener, "the name of one of the Gateway's listeners"],
  ] as const;
  const problems: Problem[] = names
    .filter(([, given]) => typeof given === "string" && !isHostName(given))
    .map(([setting, given, allowed]) => ({ setting, got: given, allowed, example: null }));
  const apiVersion = gateway?.apiVersion;
  if (apiVersion !== undefined && !gatewayApiVersions.includes(apiVersion)) {
    problems.push({
      setting: "gateway.apiVersion",
      got: apiVersion,
      allowed: "1.6 for all up to 1.6, 1.7 for all from 1.7 on",
      example: "1.6",
    });
  }
  return problems;
}

/** A time as the router reads it, always with its unit; it silently ignores any other (openshift/router, haproxy-config.template). */
const routerTime = /^[1-9][0-9]*(us|ms|s|m|h|d)$/;

function routeProblems({ route = {} }: StickyAppArgs): Problem[] {
  const problems: Problem[] = [];
  for (const setting of ["timeout", "tunnelTimeout", "healthCheckInterval"] as const) {
    const given = route[setting];
    if (given !== undefined && !routerTime.test(given)) {
      problems.push({
        setting: `route.${setting}`,
        got: given,
        allowed: "a whole number above 0 and a unit: us, ms, s, m, h or d",
        example: "30s",
      });
    }
  }
  if (route.balance !== undefined && !balances.includes(route.balance)) {
    problems.push({
      setting: "route.balance",
      got: route.balance,
      allowed: balances.join(", "),
      example: "leastconn",
    });
  }
  return problems;
}

function ingressClassProblems({ ingressClassName }: StickyAppArgs): Problem[] {
  if (typeof ingressClassName !== "string" || isHostName(ingressClassName)) {
    return [];
  }
  return [
    {
      setting: "ingressClassName",
      got: ingressClassName,
      allowed: "the name of an IngressClass (kubectl get ingressclass lists them)",
      example: null,
    },
  ];
}
