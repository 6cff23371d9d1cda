import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type Registered, run } from "./mocks";

/** What a program registered, and how it failed. */
export interface Attempt {
  readonly registered: readonly Registered[];
  readonly failures: ReadonlySet<unknown>;
  /** What it said meanwhile. */
  readonly warnings: readonly string[];
}

/** Runs a program that may fail while its resources are registered. */
export async function attempt(program: () => unknown): Promise<Attempt> {
  const failures = new Set<unknown>();
  const registered: Registered[] = [];
  // Mocks never disconnect from a program whose resources failed to be registered.
  let failed: () => void = () => undefined;
  const failure = new Promise<void>((resolve) => (failed = resolve));
  const fail = (error: unknown) => {
    failures.add(error);
    failed();
  };
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (...words: unknown[]) => void warnings.push(words.join(" "));
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", fail);
  try {
    const serve = (type: string, inputs: Record<string, unknown>) => {
      registered.push({ type, name: "", inputs });
      return inputs;
    };
    const finished = run(program, { serve });
    await Promise.race([finished, failure]);
    await new Promise((resolve) => setImmediate(resolve));
    return {
      registered: failures.size === 0 ? (await finished).registered : registered,
      failures,
      warnings,
    };
  } finally {
    console.warn = warn;
    process.removeAllListeners("unhandledRejection");
    others.forEach((listener) => process.on("unhandledRejection", listener));
  }
}

/** The one message that a program ended with, which has to be one that Pulumi shows without a stack trace. */
export function messageOf({ failures }: Pick<Attempt, "failures">): string {
  const [failure, ...others] = failures;
  assert.deepEqual(others, [], "told more than once");
  assert.ok(pulumi.RunError.isInstance(failure), "shown with a stack trace");
  return failure.message;
}
