import * as pulumi from "@pulumi/pulumi";
import type { CookieUse } from "../affinity/collision";
import { hostsOf } from "../affinity/exposure";

/** The cookies of the applications of a program, found by what they could share: it can have a thousand. */
export class CookieUses {
  /** By host and cookie name. */
  private readonly uses = new Map<string, CookieUse[]>();

  add(use: CookieUse): void {
    for (const key of keysOf(use)) {
      const known = this.uses.get(key);
      if (known === undefined) {
        this.uses.set(key, [use]);
      } else {
        known.push(use);
      }
    }
  }

  /** Those that have a host of the use and the name of its cookie. */
  beside(use: CookieUse): readonly CookieUse[] {
    return keysOf(use).flatMap((key) => this.uses.get(key) ?? []);
  }
}

function keysOf({ exposure, cookie }: CookieUse): string[] {
  return hostsOf(exposure).map((host) => JSON.stringify([host, cookie.name]));
}

/** What a run of the program has made so far. */
interface Made {
  readonly uses: CookieUses;
  readonly components: string[];
}

/** By the engine's monitor, of which each run of a program has its own. */
const madeInRun = new WeakMap<object, Made>();

/** The cookies of the applications that this run of the program has made so far. */
export function cookieUses(): CookieUses {
  return made().uses;
}

/** The names of the components without a parent that this run of the program has made so far. */
export function componentNames(): string[] {
  return made().components;
}

function made(): Made {
  const run: object = pulumi.runtime.getMonitor() ?? madeInRun;
  const found = madeInRun.get(run) ?? { uses: new CookieUses(), components: [] };
  madeInRun.set(run, found);
  return found;
}
