import assert from "node:assert/strict";

/**
 * Starts all of a suite's works before its first test: those that mostly wait then wait together.
 *
 * @returns what gives the result of a work by its name
 */
export function sideBySide<Name extends string, Result>(
  works: Readonly<Record<Name, () => Promise<Result>>>,
): (name: Name) => Promise<Result> {
  const running = new Map<string, Promise<Result>>();
  before(() => {
    for (const [name, work] of Object.entries<() => Promise<Result>>(works)) {
      const run = work();
      // It fails the test that asks for it, and nobody before.
      run.catch(() => undefined);
      running.set(name, run);
    }
  });
  after(() => Promise.allSettled(running.values()));
  return (name) => running.get(name) ?? assert.fail(`no work is called ${name}`);
}
