import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";

import type { Decision } from "./claims";
import { hostOf, type Route, type RouteTls } from "./route";

/**
 * Why a Route cannot be served whatever the others are; undefined when it can.
 *
 * Reasons and their order are those of openshift/router, pkg/router/controller.
 */
export function refusal(route: Route, domain: string): Decision | undefined {
  const { tls, wildcardPolicy = "None" } = route.spec;
  if (wildcardPolicy !== "None") {
    return refuse("RouteNotAdmitted", "wildcard routes are not allowed");
  }
  const host = hostOf(route, domain);
  if (host === "") {
    return refuse("NoHostValue", "no host value was defined for the route");
  }
  if (!isHostName(host)) {
    return refuse(
      "InvalidHost",
      `host name validation errors: spec.host: Invalid value: "${host}": host must conform to DNS 952 subdomain conventions`,
    );
  }
  const problems = tls ? tlsProblems(route, tls) : [];
  const [first, ...others] = problems;
  if (first === undefined) {
    return undefined;
  }
  const all = others.length > 0 ? `[${problems.join(", ")}]` : first;
  return refuse("ExtendedValidationFailed", all);
}

function refuse(reason: string, message: string): Decision {
  return { admitted: false, reason, message };
}

function isHostName(host: string): boolean {
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  return host.length <= 253 && host.split(".").every((part) => label.test(part));
}

/** What HAProxy would not start with: one such Route would keep every other change from taking effect. */
function tlsProblems({ spec: { path = "" } }: Route, tls: RouteTls): string[] {
  const { certificate = "", key = "", caCertificate, destinationCACertificate } = tls;
  const problems: string[] = [];
  const invalid = (field: string, value: string, why: string) => {
    problems.push(`spec.${field}: Invalid value: "${value}": ${why}`);
  };
  const none = "data does not contain any valid RSA or ECDSA certificates";
  if (tls.termination === "passthrough" && path !== "") {
    invalid("path", path, "passthrough termination does not support paths");
  }
  if (caCertificate && !certificatesIn(caCertificate)) {
    const why = `failed to parse CA certificate: ${none}`;
    invalid("tls.caCertificate", "redacted ca certificate data", why);
  }
  if (certificate !== "") {
    const [leaf] = certificatesIn(certificate) ?? [];
    const privateKey = privateKeyIn(`${certificate}\n${key}`);
    if (!leaf) {
      invalid("tls.certificate", "redacted certificate data", none);
    }
    if (!privateKey) {
      invalid("tls.key", "", "no key specified");
    } else if (leaf && !leaf.checkPrivateKey(privateKey)) {
      invalid("tls.key", "redacted key data", "tls: private key does not match public key");
    }
  }
  if (destinationCACertificate && !certificatesIn(destinationCACertificate)) {
    invalid(
      "tls.destinationCACertificate",
      "redacted destination ca certificate data",
      `failed to parse destination CA certificate: ${none}`,
    );
  }
  return problems;
}

/** The certificates in a PEM text; undefined when it has none, or one that cannot be read. */
function certificatesIn(pem: string): X509Certificate[] | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.length > 0 ? blocks.map((block) => new X509Certificate(block)) : undefined;
  } catch {
    return undefined;
  }
}

function privateKeyIn(pem: string): KeyObject | undefined {
  const [block] =
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+-----END [A-Z ]*PRIVATE KEY-----/.exec(pem) ?? [];
  try {
    return block === undefined ? undefined : createPrivateKey(block);
  } catch {
    return undefined;
  }
}
