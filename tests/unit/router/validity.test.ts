import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { RouteTls } from "../../../lab/router/route";
import { refusal } from "../../../lab/router/validity";
import { domain, route } from "./objects";

function told(spec: Parameters<typeof route>[0] extends infer C | undefined ? C : never): string {
  const decision = refusal(route(spec), domain);
  return decision?.admitted === false ? `${decision.reason}: ${decision.message}` : "none";
}

describe("a Route that cannot be served", () => {
  let certificate: string;
  let key: string;
  let otherKey: string;

  before(() => {
    const folder = mkdtempSync(join(tmpdir(), "sticky-session-"));
    const make = (name: string) => {
      const files = [join(folder, `${name}.key`), join(folder, `${name}.crt`)] as const;
      execFileSync(
        "openssl",
        [
          ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"],
          ...["-subj", "/CN=hello", "-keyout", files[0], "-out", files[1]],
        ],
        { stdio: "ignore" },
      );
      return files.map((file) => readFileSync(file, "utf8"));
    };
    [key = "", certificate = ""] = make("one");
    [otherKey = ""] = make("two");
    rmSync(folder, { recursive: true });
  });

  it("is none when it is a plain one", () => {
    assert.equal(told({}), "none");
  });

  it("asks for no host", () => {
    assert.equal(
      told({ spec: { host: "" } }),
      "NoHostValue: no host value was defined for the route",
    );
  });

  it("asks for something that is no host", () => {
    assert.match(told({ spec: { host: "Hello_1" } }), /^InvalidHost: .*"Hello_1"/);
  });

  it("asks for every host of a domain", () => {
    assert.equal(
      told({ spec: { wildcardPolicy: "Subdomain" } }),
      "RouteNotAdmitted: wildcard routes are not allowed",
    );
  });

  const tls = (more: Partial<RouteTls>) =>
    told({ spec: { tls: { termination: "edge", ...more } } });

  it("has a certificate that is none, and no key: both are told", () => {
    assert.equal(
      tls({ certificate: "nonsense", key: "nonsense" }),
      'ExtendedValidationFailed: [spec.tls.certificate: Invalid value: "redacted certificate data": ' +
        "data does not contain any valid RSA or ECDSA certificates, " +
        'spec.tls.key: Invalid value: "": no key specified]',
    );
  });

  it("has another certificate's key", () => {
    assert.equal(
      tls({ certificate, key: otherKey }),
      'ExtendedValidationFailed: spec.tls.key: Invalid value: "redacted key data": ' +
        "tls: private key does not match public key",
    );
  });

  it("is none with a certificate and its key", () => {
    assert.ok(new X509Certificate(certificate));
    assert.equal(tls({ certificate, key }), "none");
  });

  it("trusts an authority for the pods that is none", () => {
    assert.match(
      tls({ termination: "reencrypt", destinationCACertificate: "nonsense" }),
      /^ExtendedValidationFailed: spec.tls.destinationCACertificate: .*failed to parse/,
    );
  });
});
