import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { dialects } from "../../../components/affinity/dialects";
import { StickyApp } from "../../../components/stickyApp";
import { hostileArgs } from "../../unit/support/hostileArgs";
import { run } from "../../unit/support/mocks";
import { deployFile, exampleFiles } from "../../unit/support/stackFile";
import { createRestrictedNamespace, deleteNamespace } from "../support/cluster";
import { dryRun, withName } from "../support/dryRun";

const exposedByIngress = dialects.filter(({ exposedBy }) => exposedBy.createdBy === "ingress");

describe("what the API server says", () => {
  const namespace = `e2e-hostile-${randomBytes(4).toString("hex")}`;
  const examples = exampleFiles();

  before(() => createRestrictedNamespace(namespace));
  after(() => deleteNamespace(namespace));

  it("of settings of any value: all that the program does not refuse is accepted", async () => {
    await fc.assert(
      fc.asyncProperty(hostileArgs(exposedByIngress, { without: ["pod"] }), async (args) => {
        const { result, registered } = await run(
          () => {
            try {
              return new StickyApp("hello", { ...args, namespace });
            } catch (error) {
              assert.ok(pulumi.RunError.isInstance(error), error as Error);
              return undefined;
            }
          },
          { serve: withName },
        );
        await dryRun(result === undefined ? [] : registered, namespace);
      }),
      { numRuns: Number(process.env.HOSTILE_RUNS ?? 200) },
    );
  });

  for (const [name, yaml] of Object.entries(examples)) {
    it(`of the stack file of ${name}: all is accepted`, async () => {
      await dryRun(await deployFile(yaml, { serve: withName }), namespace);
    });
  }
});
