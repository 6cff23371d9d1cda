import * as pulumi from "@pulumi/pulumi";
import { isTlsServed } from "../../affinity/exposure";
import type { Problem } from "../../affinity/problem";
import { allowedFor } from "../../args/allowed";
import type { TlsArgs } from "../../args/tlsArgs";
import type { Fail } from "../../args/lateInputs";
import { fits } from "../../args/pem";
import { argsSettings } from "../../args/settings.generated";
import type { Rule } from "../context";

/** A Route's certificate is in a Secret or in the settings, and there it has its key. */
export const checkCertificate: Rule = ({ given, args, isRefused }) => {
  const { secretName, secrets = {}, certificate, key, caCertificate } = given.tls ?? {};
  const uncertain = [
    "tls.secretName",
    "tls.secrets",
    "tls.certificate",
    "tls.key",
    "tls.termination",
  ];
  if (uncertain.some(isRefused) || !isTlsServed({ tls: args.tls.termination })) {
    return [];
  }
  const inline = Object.entries({ certificate, key, caCertificate }).filter(
    ([, value]) => value !== undefined,
  );
  if (secretName !== undefined || Object.keys(secrets).length > 0) {
    const other = secretName === undefined ? "{tls.secrets}" : "{tls.secretName}";
    return inline.map(([name]) => ({
      setting: `tls.${name}`,
      got: "[a certificate or key]",
      reason: `${other} has the certificate`,
      allowed: `unset, or ${other} unset`,
      example: null,
    }));
  }
  if (certificate === undefined) {
    return inline.length === 0 ? [] : [withoutCertificate()];
  }
  if (key === undefined) {
    return [withoutKey()];
  }
  return typeof key === "string" && typeof certificate === "string" && !fits(key, certificate)
    ? [misfit]
    : [];
};

const misfit: Problem = {
  setting: "tls.key",
  got: "[secret]",
  reason: "it is not the key that {tls.certificate} was made for",
  allowed: "the private key of the first certificate in {tls.certificate}",
  example: "",
};

function withoutCertificate(): Problem {
  return missing("tls.certificate", "a key and authorities alone are no certificate");
}

function withoutKey(): Problem {
  return missing("tls.key", "the router needs the key of {tls.certificate}");
}

function missing(property: string, reason: string): Problem {
  const setting = argsSettings.find((candidate) => candidate.property === property);
  return {
    setting: property,
    reason,
    allowed: setting ? allowedFor(setting) : "",
    example: `<${property}>`,
  };
}

/** The key of a certificate, of which one is known only later; it is then that they have to fit. */
export function fittingKey(
  { key, certificate }: Pick<TlsArgs, "key" | "certificate">,
  fail: Fail,
): pulumi.Input<string> | undefined {
  if (key === undefined || (typeof key === "string" && typeof certificate === "string")) {
    return key;
  }
  // The types have no value that turns out to be none; programs do.
  const late: pulumi.Input<string | undefined>[] = [key, certificate];
  return pulumi.all(late).apply(([knownKey, knownCertificate]) => {
    const problem = lateProblem(knownKey, knownCertificate);
    if (problem !== undefined) {
      throw fail(problem);
    }
    return knownKey;
  }) as pulumi.Output<string>;
}

function lateProblem(
  key: string | undefined,
  certificate: string | undefined,
): Problem | undefined {
  if (key === undefined) {
    return certificate === undefined ? undefined : withoutKey();
  }
  if (certificate === undefined) {
    return withoutCertificate();
  }
  return fits(key, certificate) ? undefined : misfit;
}
