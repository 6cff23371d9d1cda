import * as pulumi from "@pulumi/pulumi";
import type { AnnotatedObject, Metadata } from "../affinity/objects";
import { valueAt } from "../affinity/objects";
import type { ExposurePlan } from "../resolve/plan";
import { withoutStack } from "../withoutStack";
import type { Transforms } from "./transforms";

type Keeper = Pick<ExposurePlan, "component" | "name" | "dialect" | "translation"> & {
  readonly transform: Transforms;
};

/**
 * The arguments after the transform of the Ingress, the Service or the Route, which has kept what the dialect wrote on it.
 *
 * @throws pulumi.RunError if an annotation or label of the dialect is missing or has another value; later, in the
 *   metadata's output, where the transform made one of it
 */
export function keepNative<Args extends { metadata?: unknown }>(
  plan: Keeper,
  name: AnnotatedObject,
  args: Args,
): Args {
  const native = plan.translation.native[name];
  if (native === undefined || plan.transform[name] === undefined) {
    return args;
  }
  const { metadata } = args;
  if (pulumi.Output.isInstance(metadata) || metadata instanceof Promise) {
    const checked = pulumi.output(metadata).apply((known: unknown) => {
      requireKept(plan, name, native, known);
      return known;
    });
    return { ...args, metadata: checked };
  }
  requireKept(plan, name, native, metadata);
  return args;
}

function requireKept(plan: Keeper, name: AnnotatedObject, native: Metadata, found: unknown): void {
  for (const part of ["annotations", "labels"] as const) {
    for (const [key, written] of Object.entries(native[part] ?? {})) {
      const kept = valueAt(found, part, key);
      // Only texts can be compared; the rest is an output of the program's own.
      if (typeof written === "string" ? kept !== written : kept === undefined) {
        fail(plan, name, `${part.slice(0, -1)} ${key}`, plan.translation.settings[key]);
      }
    }
  }
}

/**
 * The arguments of an object of the controller's own kinds after its transform, which has kept what the dialect wrote.
 *
 * @throws pulumi.RunError if a part of the dialect's spec is missing or has another value
 */
export function keepSpec<Args extends { kind: unknown }>(
  plan: Keeper,
  kind: string,
  spec: unknown,
  args: Args,
): Args {
  const missing = missingIn(valueAt(args, "spec"), spec, "spec");
  if (plan.transform.customResource !== undefined && missing !== undefined) {
    fail(plan, "customResource", `${missing} of the ${kind}`, undefined);
  }
  return args;
}

/** A copy of plain data, so that a transform that changes its argument does not change what it is compared with. */
export function copyOf(data: unknown): unknown {
  if (Array.isArray(data)) {
    return data.map(copyOf);
  }
  const isInput = pulumi.Output.isInstance(data) || data instanceof Promise;
  return typeof data === "object" && data !== null && !isInput
    ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, copyOf(value)]))
    : data;
}

/** The path of the first part that is written and not found; lists may have more entries, in any order. */
function missingIn(found: unknown, written: unknown, path: string): string | undefined {
  if (written === undefined || pulumi.Output.isInstance(found)) {
    return undefined;
  }
  if (Array.isArray(written)) {
    const entries: readonly unknown[] = Array.isArray(found) ? found : [];
    return written.every((entry) =>
      entries.some((other) => missingIn(other, entry, path) === undefined),
    )
      ? undefined
      : path;
  }
  if (typeof written === "object" && written !== null && !pulumi.Output.isInstance(written)) {
    return Object.entries(written)
      .map(([key, value]) => missingIn(valueAt(found, key), value, `${path}.${key}`))
      .find((missing) => missing !== undefined);
  }
  return Object.is(found, written) ? undefined : path;
}

function fail(
  { component, name, dialect }: Keeper,
  transform: keyof Transforms,
  what: string,
  setting = "affinity",
): never {
  throw withoutStack(
    new pulumi.RunError(
      `${component} "${name}": transform.${transform} drops or changes the ${what}, by which ${dialect.title} is told ${setting}.\n` +
        `Keep it in what the transform returns, or set ${setting} instead.`,
    ),
  );
}
