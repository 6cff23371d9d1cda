import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import type { PlainObject } from "../components/affinity/objects";
import { isPlainObject } from "../components/args/paths";

/** What a program did. */
export interface Registrations {
  /** The inputs of its Kubernetes objects; what in them is secret is wrapped. */
  readonly objects: readonly PlainObject[];
  /** What it said in the log. */
  readonly log: readonly string[];
}

/** What a program is told of its stack. */
export interface Surroundings {
  readonly project: string;
  readonly stack: string;
  readonly config: Readonly<Record<string, string>>;
  /** The keys of `config` that are secrets. */
  readonly secretKeys: readonly string[];
}

/**
 * Runs a program without an engine and without a cluster: what it registers is taken down, and what it reads of a
 * resource is what it gave.
 *
 * @throws what the program throws, also later than by itself
 */
export async function register(
  program: () => void,
  { project, stack, config, secretKeys }: Surroundings,
): Promise<Registrations> {
  const objects: PlainObject[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        const object = named(inputs as PlainObject, name);
        if (type.startsWith("kubernetes:")) {
          objects.push(object);
        }
        return { id: id ?? name, state: object };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    project,
    stack,
  );
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);
  // Where the language host lists them.
  const before = process.env.PULUMI_CONFIG_SECRET_KEYS;
  process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify(secretKeys);
  const { log, restore } = caughtLog();
  try {
    await untilFailure(async () => {
      program();
      await pulumi.runtime.disconnect();
    });
  } finally {
    restore();
    if (before === undefined) {
      delete process.env.PULUMI_CONFIG_SECRET_KEYS;
    } else {
      process.env.PULUMI_CONFIG_SECRET_KEYS = before;
    }
  }
  return { objects, log };
}

/** Pulumi gives an object without a name one by itself, and another one to other content. */
function named(object: PlainObject, name: string): PlainObject {
  const metadata = isPlainObject(object.metadata) ? object.metadata : {};
  if (metadata.name !== undefined) {
    return object;
  }
  const digest = createHash("sha256").update(JSON.stringify(object)).digest("hex").slice(0, 8);
  return { ...object, metadata: { name: `${name}-${digest}`, ...metadata } };
}

/**
 * Runs what Pulumi's runtime runs. A child that waits in vain is a rejection that nothing in the program can catch: the
 * language host ends the process with it. Here it is the result, and what others make of such ones is put back after it.
 */
async function untilFailure(run: () => Promise<void>): Promise<void> {
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  try {
    await new Promise<void>((resolve, reject) => {
      process.on("unhandledRejection", reject);
      run().then(resolve, reject);
    });
  } finally {
    // All children fail by the same promise, a few turns apart.
    for (let turn = 0; turn < 10; turn++) {
      await setImmediate();
    }
    process.removeAllListeners("unhandledRejection");
    others.forEach((listener) => process.on("unhandledRejection", listener));
  }
}

/** Without an engine Pulumi's log is the console, a line a message. */
function caughtLog(): { log: string[]; restore: () => void } {
  const log: string[] = [];
  const own = { log: console.log, warn: console.warn, error: console.error };
  const keep = (line: unknown): void => {
    log.push(String(line).replace(/^(\w+): \[runtime\] /, "$1: "));
  };
  Object.assign(console, { log: keep, warn: keep, error: keep });
  return {
    log,
    restore: () => {
      Object.assign(console, own);
    },
  };
}
