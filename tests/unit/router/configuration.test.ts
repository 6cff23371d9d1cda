import assert from "node:assert/strict";

import { files } from "./files";
import { route } from "./objects";

describe("HAProxy's configuration", () => {
  it("does not depend on the order of the Routes", () => {
    const [one, two] = [route({ name: "one" }), route({ name: "two", spec: { path: "/2" } })];
    assert.deepEqual(files(one, two), files(two, one));
  });

  it("shows the Route's own certificate to clients of its host", () => {
    const tls = {
      termination: "edge",
      certificate: "CERTIFICATE",
      key: "KEY",
      caCertificate: "CA",
    } as const;
    const { "certificates.list": list, "one:hello.pem": pem } = files(route({ spec: { tls } }));
    assert.equal(list, "/lab/c/one:hello.pem hello.example.com\n");
    assert.equal(pem, "CERTIFICATE\nKEY\nCA\n");
  });

  it("answers 503 with a page that no cache keeps", () => {
    const [head = "", body = ""] = (files()["503.http"] ?? "").split("\r\n\r\n");
    assert.match(head, /^HTTP\/1.0 503 Service Unavailable\r\n/);
    assert.match(head, /Cache-Control: private, max-age=0, no-cache, no-store/);
    assert.match(body, /<title>503/);
  });
});
