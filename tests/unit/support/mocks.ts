import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What an API server makes of the inputs: the status that some outputs are read from. */
export type Serve = (type: string, inputs: Record<string, unknown>) => Record<string, unknown>;

const asIs: Serve = (_type, inputs) => inputs;

/**
 * Runs a program against mocks; the result is what it returned, and all that it registered, in order of type
 * and name. Everything is settled by then.
 */
export async function run<Result>(
  program: () => Result,
  { serve = asIs, preview = false }: { serve?: Serve; preview?: boolean } = {},
): Promise<{ result: Result; registered: Registered[] }> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        const plain = inputs as Record<string, unknown>;
        registered.push({ type, name, inputs: plain });
        return { id: id ?? `${name}-id`, state: serve(type, plain) };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "sticky-session",
    "test",
    preview,
  );
  const result = program();
  await pulumi.runtime.disconnect();
  registered.sort((a, b) => `${a.type} ${a.name}`.localeCompare(`${b.type} ${b.name}`));
  return { result, registered };
}

/** The value of an output that is known. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

/** What the engine waits for of an output. */
export function promiseOf(output: pulumi.Output<unknown>): Promise<unknown> {
  return (output as unknown as { promise: () => Promise<unknown> }).promise();
}

/** What the mocks make of a secret input: its value beside a signature. */
export function secretOf(input: unknown): unknown {
  const { value } = input as { value?: unknown };
  assert.ok(value !== undefined, "a secret");
  return value;
}
