// The translation alone brings nothing of Pulumi along.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dialects, findDialect } from "pulumi-sticky-session/affinity";

assert.ok(dialects.length >= 20);
assert.equal(findDialect("traefik")?.id, "traefik");
const loaded = Object.keys(createRequire(import.meta.url).cache);
assert.deepEqual(
  loaded.filter((file) => file.includes("@pulumi")),
  [],
);
