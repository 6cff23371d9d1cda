import assert from "node:assert/strict";
import { formats } from "../../../components/args/formats";
import { isHostName } from "../../../components/args/hostName";
import { isImageReference } from "../../../components/args/imageReference";
import { isDnsLabel } from "../../../components/args/names";
import { parseQuantity } from "../../../components/args/quantity";
import { readStoreUrl } from "../../../components/args/storeUrl";

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
    for (const host of [
      "localhost",
      "hello.localhost",
      "a.b-c.example.com",
      "1a.com",
      "1.a",
      "0xg",
    ]) {
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
      "1.2.3",
      "0x10",
      "a.0x",
      "a.1",
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

  it("know a path of the site", () => {
    const longest = `/${"a".repeat(1023)}`;
    for (const path of [
      "/",
      "/a/",
      "/a/b",
      "/.well-known/x",
      "/a+b@c",
      "/%C3%A9",
      "/~a",
      longest,
    ]) {
      assert.ok(formats.sitePath.matches(path), path);
    }
    for (const other of [
      ...["", "a", "//", "/a//b", "/./a", "/a/..", "/a/../b", "/a/.", "/a%2Fb", "/a%2fb", "/%zz"],
      ...["/é", "/a b", "/a?b", "/a#b", "/a{b}", "/(a|b)", "/a[b]", "/^a", "/a\\b", "/*", "/a/*"],
      ...["/\u0007", `${longest}a`],
    ]) {
      assert.ok(!formats.sitePath.matches(other), other);
    }
  });

  it("propose the path of the site that was probably meant", () => {
    const proposals: [string, string | undefined][] = [
      ["/shop/*", "/shop"],
      ["/*", undefined],
      ["//shop//cart", "/shop/cart"],
      ["/caf\u00e9", "/caf%C3%A9"],
      ["/a/../b", undefined],
      ["/\ud800", "/%EF%BF%BD"],
    ];
    for (const [path, proposed] of proposals) {
      assert.equal(formats.sitePath.suggest(path), proposed, path);
    }
  });

  it("know the URL of a store, and take it apart", () => {
    const parts = { isTls: false, host: "h", port: "6379", database: "0", username: "default" };
    const urls: [string, object][] = [
      ["redis://h", { ...parts, password: "" }],
      ["redis://h/", { ...parts, password: "" }],
      ["redis://:p%25@h:1/2", { ...parts, port: "1", database: "2", password: "p%" }],
      [
        "rediss://u:p@[::1]",
        { ...parts, isTls: true, host: "[::1]", username: "u", password: "p" },
      ],
    ];
    for (const [url, read] of urls) {
      assert.deepEqual(readStoreUrl(url), read, url);
    }
    for (const other of [
      ...["", "h:6379", "http://h", "redis:h", "redis://", "redis://u:%@h", "redis://%zz@h"],
      ...["redis://h:65536", "redis://h/x", "redis://h/1/2", "redis://h?db=1", "redis://h#1"],
    ]) {
      assert.equal(readStoreUrl(other), undefined, other);
    }
  });
});
