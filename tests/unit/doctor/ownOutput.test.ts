import assert from "node:assert/strict";
import type { Dialect } from "../../../components/affinity/dialect";
import { dialects } from "../../../components/affinity/dialects";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import { StickyApp } from "../../../components/stickyApp";
import { plainest } from "../../../scripts/controllers/probe";
import { run } from "../support/mocks";
import { examine } from "./examine";
import type { Manifest } from "./objects";

/** Settings that do not depend on the controller, and are tried with one. */
const spread: Readonly<Record<string, Partial<StickyAppArgs>>> = {
  paths: { path: "/shop", probePath: "/healthy" },
  storage: { storage: { mountPath: "/data", size: "1Gi" } },
  "a session store": { sessionStore: { type: "valkey", password: "correct horse battery" } },
  "a drain of its own length": { drain: { mode: "gate", seconds: 20 } },
};

/** Where TLS takes a Secret that not every controller has. */
const tls: Partial<StickyAppArgs> = { tls: { termination: "edge", secretName: "hello-tls" } };

function argsFor(dialect: Dialect): StickyAppArgs {
  const { id, platform, exposedBy } = dialect;
  const { tls: termination } = plainest(dialect);
  const needsGateway = exposedBy
    .requires?.({ exposure: { path: "/", tls: "none" } })
    .includes("gateway.name");
  return {
    platform,
    controller: id,
    image: "registry.example.com/team/app:1",
    host: "hello.example.com",
    ...(termination !== "none" && { tls: { termination } }),
    ...(needsGateway === true && { gateway: { name: "gateway" } }),
  };
}

/** The objects of a program, as they are applied. */
async function objectsOf(args: StickyAppArgs): Promise<Manifest[]> {
  const { registered } = await run(() => new StickyApp("hello", args));
  return registered
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .map(({ inputs }) => inputs);
}

describe("the doctor finds nothing wrong with what this program makes:", () => {
  for (const dialect of dialects) {
    const takesSecret = dialect.exposedBy.supportedSettings.includes("tls.secretName");
    const all = {
      defaults: {},
      ...(dialect.id === "traefik" && spread),
      ...(takesSecret && { TLS: tls }),
    };
    for (const [title, settings] of Object.entries(all)) {
      it(`${dialect.id}, ${title}`, async () => {
        const objects = await objectsOf({ ...argsFor(dialect), ...settings });
        const { findings, survey } = await examine(objects, { controller: dialect.id });
        assert.deepEqual(
          findings.map(({ rule, says }) => `${rule.id}: ${says}`),
          [],
        );
        assert.ok(survey.subjects.length > 0);
        for (const { affinity, dialect: read, workloads } of survey.subjects) {
          assert.ok(affinity);
          assert.equal(read, dialect);
          assert.equal(workloads.length, 1);
        }
      });
    }
  }
});
