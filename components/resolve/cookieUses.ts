import * as pulumi from "@pulumi/pulumi";
import type { CookieUse } from "../affinity/collision";

/** What a run of the program has made so far. */
interface Made {
  readonly uses: CookieUse[];
  readonly components: string[];
}

/** By the engine's monitor, of which each run of a program has its own. */
const madeInRun = new WeakMap<object, Made>();

/** The cookies of the applications that this run of the program has made so far. */
export function cookieUses(): CookieUse[] {
  return made().uses;
}

/** The names of the components without a parent that this run of the program has made so far. */
export function componentNames(): string[] {
  return made().components;
}

function made(): Made {
  const run: object = pulumi.runtime.getMonitor() ?? madeInRun;
  const found = madeInRun.get(run) ?? { uses: [], components: [] };
  madeInRun.set(run, found);
  return found;
}
