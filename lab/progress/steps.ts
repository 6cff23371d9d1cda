import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import type { Report } from "./report";

/** How long steps under way have to end when all is given up. */
const lastSeconds = 10;

/** Something to be done, when what it needs is done. */
export interface Step {
  readonly name: string;
  /** Names of other steps. */
  readonly needs: readonly string[];
  run(report: Report, signal: AbortSignal): Promise<void>;
}

/** Is told how the steps get on. Times are in seconds. */
export interface Observer {
  started(name: string): void;
  said(name: string, message: string): void;
  finished(name: string, seconds: number): void;
  failed(name: string, seconds: number, error: Error): void;
  /** It ended early, because another one failed or all is given up. */
  abandoned(name: string): void;
  /** Called once, after everything else. */
  end(): Promise<void>;
}

/**
 * Runs every step as soon as what it needs is done, so as many at a time as there can be.
 *
 * After a failure no other step starts, and those under way are told to stop by their signal.
 *
 * @param signal - gives all of it up
 * @throws the error of the first step that failed, or the signal's reason
 */
export async function runSteps(
  steps: readonly Step[],
  observer: Observer,
  signal: AbortSignal,
): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const outcomes = new Map<string, Promise<void>>();

  async function outcome(step: Step): Promise<void> {
    await Promise.all(step.needs.map((name) => outcomes.get(name) ?? Promise.resolve()));
    either.throwIfAborted();
    await observed(step);
  }

  async function observed(step: Step): Promise<void> {
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    observer.started(step.name);
    try {
      await step.run((message) => {
        observer.said(step.name, message);
      }, either);
      observer.finished(step.name, seconds());
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (either.aborted) {
        observer.abandoned(step.name);
        throw error;
      }
      observer.failed(step.name, seconds(), error);
      failure.abort(error);
      throw error;
    }
  }

  for (const step of inOrder(steps)) {
    outcomes.set(step.name, outcome(step));
  }
  await settled([...outcomes.values()], either);
  await observer.end();
  either.throwIfAborted();
}

/** Waits for all of them; once all is given up no longer than `lastSeconds`. */
async function settled(outcomes: readonly Promise<void>[], signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const all = Promise.allSettled(outcomes);
  const tooLong = once(signal, "abort", { signal: done.signal }).then(async () =>
    sleep(lastSeconds * 1000, undefined, { signal: done.signal }),
  );
  try {
    await Promise.race([all, tooLong]);
  } finally {
    done.abort();
    await tooLong.catch(() => undefined);
  }
}

/**
 * The steps, each after those that it needs.
 *
 * @throws when a step needs one that there is not, or steps need each other
 */
export function inOrder<T extends Pick<Step, "name" | "needs">>(steps: readonly T[]): T[] {
  const ordered: T[] = [];
  const known = new Map(steps.map((step) => [step.name, step]));

  function add(step: T, path: readonly string[]): void {
    if (path.includes(step.name)) {
      throw new Error(`Steps that need each other: ${[...path, step.name].join(" -> ")}`);
    }
    for (const name of step.needs) {
      const needed = known.get(name);
      if (!needed) {
        throw new Error(`${step.name} needs ${name}, which does not exist`);
      }
      add(needed, [...path, step.name]);
    }
    if (!ordered.includes(step)) {
      ordered.push(step);
    }
  }

  steps.forEach((step) => {
    add(step, []);
  });
  return ordered;
}

/** The same steps the other way round: each needs those that needed it. */
export function reversed<T extends Pick<Step, "name" | "needs">>(
  steps: readonly T[],
): (T & Pick<Step, "needs">)[] {
  return steps.map((step) => ({
    ...step,
    needs: steps.filter(({ needs }) => needs.includes(step.name)).map(({ name }) => name),
  }));
}
