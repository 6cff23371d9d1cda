import assert from "node:assert/strict";

import { requestConfiguration } from "../../../lab/pki/certificate";
import { authorities, certificates } from "../../../lab/pki/certificates";

describe("certificates", () => {
  it("of authorities may only sign", () => {
    const configuration = requestConfiguration({ name: "ca", commonName: "an authority" });
    assert.match(configuration, /^basicConstraints = critical, CA:TRUE$/m);
    assert.match(configuration, /^keyUsage = critical, keyCertSign, cRLSign$/m);
    assert.doesNotMatch(configuration, /extendedKeyUsage/);
  });

  it("of servers name the addresses and names that they are reached by", () => {
    const configuration = requestConfiguration({
      name: "web",
      commonName: "web",
      authority: "ca",
      usage: "server",
      names: ["localhost", "127.0.0.1"],
    });
    assert.match(configuration, /^basicConstraints = critical, CA:FALSE$/m);
    assert.match(configuration, /^extendedKeyUsage = serverAuth$/m);
    assert.match(configuration, /^subjectAltName = DNS:localhost, IP:127\.0\.0\.1$/m);
  });

  it("of clients name the URI that they are known by", () => {
    const configuration = requestConfiguration({
      name: "gateway",
      commonName: "gateway",
      authority: "ca",
      usage: "client",
      names: ["spiffe://cluster.local/ns/system/sa/gateway"],
    });
    assert.match(
      configuration,
      /^subjectAltName = URI:spiffe:\/\/cluster\.local\/ns\/system\/sa\/gateway$/m,
    );
  });

  it("that etcd trusts are the API server's and its own only", () => {
    const trusted = certificates.filter(({ authority }) => authority === authorities.etcd);
    assert.deepEqual(
      trusted.map(({ name }) => name),
      ["etcd", "etcd-client"],
    );
  });

  it("come after the authority that signs them", () => {
    const before = new Set<string>();
    for (const { name, authority } of certificates) {
      assert.ok(authority === undefined || before.has(authority), name);
      before.add(name);
    }
  });
});
