import { tlsTerminations } from "../affinity/exposure";
import type { Problem } from "../affinity/problem";
import type { StickyAppArgs } from "../stickyAppArgs";
import { describeNonHost, isHostName, isUrlPath } from "./formats";

/** What is wrong with where the application is reached: its host, its path, its TLS. */
export function validateExposure(args: StickyAppArgs): Problem[] {
  return [
    ...hostProblems(args),
    ...ingressClassProblems(args),
    ...pathProblems(args),
    ...tlsProblems(args),
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
      given: host,
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
      given: path,
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
        given: tls.termination,
        allowed: "none, edge, reencrypt",
        example: "edge",
      },
    ];
  }
  if (tls.termination === "none" && tls.secretName !== undefined) {
    return [
      {
        setting: "tls.secretName",
        given: tls.secretName,
        reason: "without TLS no certificate is used",
        allowed: "unset, or tls edge beside it",
        example: null,
      },
    ];
  }
  return [];
}

function ingressClassProblems({ ingressClassName }: StickyAppArgs): Problem[] {
  if (typeof ingressClassName !== "string" || isHostName(ingressClassName)) {
    return [];
  }
  return [
    {
      setting: "ingressClassName",
      given: ingressClassName,
      allowed: "the name of an IngressClass (kubectl get ingressclass lists them)",
      example: null,
    },
  ];
}
