import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import { dialects } from "../../../components/affinity/dialects";
import { StickyApp } from "../../../components/stickyApp";
import { attempt } from "../support/attempt";
import { hostileArgs } from "../support/hostileArgs";
import { run } from "../support/mocks";

const numRuns = Number(process.env.HOSTILE_RUNS ?? 150);

/** The component, the StatefulSet, its two Services, what exposes them, and a ServiceAccount where none is named. */
function fewest({ serviceAccountName }: StickyAppArgs): number {
  return serviceAccountName === undefined ? 6 : 5;
}

/** What Pulumi shows of an error: the program's own words alone. */
function refusalIn(error: unknown): string {
  assert.ok(pulumi.RunError.isInstance(error), error as Error);
  assert.match(error.message, /problems?; nothing was changed/);
  assert.doesNotMatch(error.message, /[^\n\P{Cc}]|\p{Cf}/u);
  return error.message;
}

describe("arguments of any value", function () {
  this.timeout(Math.max(60_000, numRuns * 500));

  it("are refused by one message, and nothing is made, or everything is", async () => {
    await fc.assert(
      fc.asyncProperty(hostileArgs(dialects), async (args) => {
        let refusal: string | undefined;
        const { registered } = await run(() => {
          try {
            return new StickyApp("hello", args);
          } catch (error) {
            refusal = refusalIn(error);
            return undefined;
          }
        });
        if (refusal === undefined) {
          assert.ok(registered.length >= fewest(args));
        } else {
          assert.deepEqual(registered, []);
        }
      }),
      { numRuns },
    );
  });

  it("that are known only later end the program with messages of its own, or everything is made", async () => {
    await fc.assert(
      fc.asyncProperty(hostileArgs(dialects, { late: true }), async (args) => {
        let refusal: string | undefined;
        const { registered, failures } = await attempt(() => {
          try {
            return new StickyApp("hello", args);
          } catch (error) {
            refusal = refusalIn(error);
            return undefined;
          }
        });
        if (refusal !== undefined) {
          assert.deepEqual(registered, []);
        } else if (failures.size === 0) {
          assert.ok(registered.length >= fewest(args));
        }
        failures.forEach(refusalIn);
      }),
      { numRuns },
    );
  });
});
