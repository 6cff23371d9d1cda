import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs, TlsArgs } from "../../../components/args/stickyAppArgs";
import { resolve } from "../../../components/resolve/resolve";
import { StickyApp } from "../../../components/stickyApp";
import { applicationOf, https } from "../../../scripts/controllers/probe";
import { dialect, translation } from "../affinity/chosen";
import { attempt, messageOf } from "../support/attempt";
import { selfSigned } from "../support/certificate";
import { run } from "../support/mocks";
import { inputsOf, onOpenshift, router } from "./children";

const { cert, key } = selfSigned();

async function tlsOf(tls: TlsArgs): Promise<Record<string, unknown>> {
  const { registered } = await run(
    () => new StickyApp("hello", { ...onOpenshift, tls: { termination: "edge", ...tls } }),
    { serve: router },
  );
  const { spec } = inputsOf(registered, "kubernetes:route.openshift.io/v1:Route") as {
    spec: Spec & { value?: Spec };
  };
  // With a secret in it all of it is one, and mocks get it wrapped.
  return (spec.value ?? spec).tls;
}

interface Spec {
  tls: Record<string, unknown>;
}

const edge = { termination: "edge", insecureEdgeTerminationPolicy: "Redirect" };

describe("the certificate of a Route", () => {
  it("is in a Secret that the Route names", async () => {
    assert.deepEqual(await tlsOf({ secretName: "hello-tls" }), {
      ...edge,
      externalCertificate: { name: "hello-tls" },
    });
  });

  it("needs a cluster that has a field for it, and a router that may read it", () => {
    const { native, notes } = translation("openshift-route", {}, https);
    assert.deepEqual(native.needs, [
      {
        apiVersion: "route.openshift.io/v1",
        kind: "Route",
        field: "spec.tls.externalCertificate",
      },
    ]);
    const note = notes.find((text) => text.includes("4.19"));
    assert.match(note ?? "", /oc create role hello-certificate-reader .*--resource-name=hello-tls/);
    assert.match(note ?? "", /--serviceaccount=openshift-ingress:router\.$/);
    const plain = applicationOf(dialect("openshift-route"), https);
    const readable = (secrets: object) =>
      [
        ...(dialect("openshift-route").needsOf?.({ ...plain, ...secrets })[0] ?? "").matchAll(
          /--resource-name=(\S+?);? /g,
        ),
      ].map(([, name]) => name);
    assert.deepEqual(readable({ tlsSecretName: {} }), ["SECRET"]);
    assert.deepEqual(
      readable({ tlsSecretName: "a", tlsSecretNames: { "x.com": "b", "y.com": "b" } }),
      ["a", "b"],
    );
  });

  it("is in the Route itself, and its key is a secret", async () => {
    const resolved = resolve("hello", {
      ...onOpenshift,
      tls: { termination: "edge", certificate: cert, key },
    });
    assert.ok("plan" in resolved);
    assert.ok(await pulumi.isSecret(pulumi.output(resolved.plan.tls.key)));
    const tls = await tlsOf({ certificate: cert, key, caCertificate: cert });
    assert.deepEqual(Object.keys(tls).sort(), [
      ...["caCertificate", "certificate", "insecureEdgeTerminationPolicy", "key", "termination"],
    ]);
    assert.equal(tls.key, key);
    assert.equal(tls.certificate, cert);
  });

  it("fits its key also where one of them is known later", async () => {
    const tls = await tlsOf({ certificate: pulumi.output(cert), key: pulumi.secret(key) });
    assert.equal(tls.certificate, cert);
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    const { result } = await run(() => {
      const late = { certificate: cert, key: pulumi.secret(other) };
      const resolved = resolve("hello", {
        ...onOpenshift,
        tls: { termination: "edge", ...late },
      });
      return "plan" in resolved ? pulumi.output(resolved.plan.tls.key) : assert.fail();
    });
    const { promise } = result as unknown as { promise: () => Promise<unknown> };
    await assert.rejects(
      promise.call(result),
      /tls\.key\n {2}got: .*\n {2}problem: {2}it is not the key that tls\.certificate was made for/,
    );
  });

  for (const [given, setting] of [
    [{ certificate: cert, key: pulumi.output(undefined) }, "tls.key"],
    [{ certificate: pulumi.output(undefined), key: pulumi.secret(key) }, "tls.certificate"],
  ] as const) {
    it(`has its ${setting}, also where it turns out later to be none`, async () => {
      const tls = { termination: "edge", ...given } as unknown as StickyAppArgs["tls"];
      const message = messageOf(
        await attempt(() => new StickyApp("hello", { ...onOpenshift, tls })),
      );
      assert.ok(message.includes(`\n\n${setting}\n`), message);
    });
  }
});
