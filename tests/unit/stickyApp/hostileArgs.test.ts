import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { dialects } from "../../../components/affinity/dialects";
import { StickyApp } from "../../../components/stickyApp";
import { hostileArgs } from "../support/hostileArgs";
import { run } from "../support/mocks";

describe("arguments of any value", () => {
  it("are refused by one message, and nothing is made, or everything is", async () => {
    await fc.assert(
      fc.asyncProperty(hostileArgs(dialects), async (args) => {
        let refusal: string | undefined;
        const { registered } = await run(() => {
          try {
            return new StickyApp("hello", args);
          } catch (error) {
            assert.ok(pulumi.RunError.isInstance(error), error as Error);
            refusal = error.message;
            return undefined;
          }
        });
        if (refusal === undefined) {
          assert.ok(registered.length > 5);
        } else {
          assert.match(refusal, /problems?; nothing was changed/);
          assert.doesNotMatch(refusal, /[^\n\P{Cc}]|\p{Cf}/u);
          assert.deepEqual(registered, []);
        }
      }),
      { numRuns: Number(process.env.HOSTILE_RUNS ?? 150) },
    );
  });
});
