import * as pulumi from "@pulumi/pulumi";
import type { CookieUse } from "../affinity/collision";

/** By the engine's monitor, of which each run of a program has its own. */
const usesOfRun = new WeakMap<object, CookieUse[]>();

/** The cookies of the applications that this run of the program has made so far. */
export function cookieUses(): CookieUse[] {
  const run: object = pulumi.runtime.getMonitor() ?? usesOfRun;
  const uses = usesOfRun.get(run) ?? [];
  usesOfRun.set(run, uses);
  return uses;
}
