import assert from "node:assert/strict";
import {
  isDnsLabel,
  isHostName,
  isImageReference,
  parseQuantity,
} from "../../../components/args/formats";

describe("formats", () => {
  it("know a DNS label", () => {
    for (const label of ["a", "a-b", "0", "a".repeat(63)]) {
      assert.ok(isDnsLabel(label), label);
    }
    for (const other of ["", "-a", "a-", "A", "a.b", "a_b", "a".repeat(64)]) {
      assert.ok(!isDnsLabel(other), other);
    }
  });

  it("know a host name", () => {
    for (const host of ["localhost", "hello.localhost", "a.b-c.example.com"]) {
      assert.ok(isHostName(host), host);
    }
    const long = Array.from({ length: 5 }, () => "a".repeat(60)).join(".");
    for (const other of [
      "",
      "a..b",
      ".a",
      "a.",
      "10.0.0.1",
      "::1",
      "A.com",
      "a:80",
      "*.a.com",
      long,
    ]) {
      assert.ok(!isHostName(other), other);
    }
  });

  it("know a reference to an image", () => {
    const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
    for (const image of [
      "nginx",
      "nginx:1.27",
      "library/nginx",
      "docker.io/nginxdemos/nginx-hello:plain-text",
      "localhost:5000/a/b__c:v1",
      "Registry.example.com:5000/a.b-c/d",
      `ghcr.io/a/b@${digest}`,
      `ghcr.io/a/b:1@${digest}`,
    ]) {
      assert.ok(isImageReference(image), image);
    }
    for (const other of [
      "",
      " ",
      "a b",
      "nginx:",
      ":1",
      "Nginx",
      "a//b",
      "https://a/b",
      "a@sha256:1",
    ]) {
      assert.ok(!isImageReference(other), other);
    }
  });

  it("read a quantity", () => {
    const quantities: [string, number][] = [
      ["50m", 0.05],
      ["0.5", 0.5],
      [".5", 0.5],
      ["2", 2],
      ["1e3", 1000],
      ["12E6", 12e6],
      ["64Mi", 64 * 2 ** 20],
      ["1G", 1e9],
      ["1E", 1e18],
    ];
    for (const [text, number] of quantities) {
      assert.equal(parseQuantity(text), number, text);
    }
    for (const other of ["", "m", "1 Gi", "1gb", "1MB", "-1", "1mi", "one", "1.2.3"]) {
      assert.equal(parseQuantity(other), undefined, other);
    }
  });
});
