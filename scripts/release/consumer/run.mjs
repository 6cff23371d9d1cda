// A program with Pulumi's mocks: what it registers, and what a wrong argument says.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import * as imported from "pulumi-sticky-session";

const registered = [];
await pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    registered.push(type);
    return { id: name, state: inputs };
  },
  call: ({ inputs }) => inputs,
});

const args = {
  platform: "kubernetes",
  controller: "traefik",
  image: "docker.io/nginxdemos/nginx-hello:plain-text",
  host: "hello.example.com",
};
const app = new imported.StickyApp("hello", args);
const made = pulumi.all([app.url, app.statefulSet.urn, app.ingress?.urn]);
const [url] = await new Promise((resolve) => made.apply(resolve));
assert.equal(url, "http://hello.example.com/");
assert.ok(registered.includes("kubernetes:apps/v1:StatefulSet"), registered.join(", "));
assert.ok(registered.includes("kubernetes:networking.k8s.io/v1:Ingress"), registered.join(", "));
assert.throws(
  () => new imported.StickyApp("wrong", { ...args, replicas: 0 }),
  /replicas\n {2}got: {6}0\n {2}allowed: {2}a whole number from 1/,
);

const require = createRequire(import.meta.url);
assert.equal(require("pulumi-sticky-session").StickyApp, imported.StickyApp);
console.log(`${registered.length} resources registered`);
