import type { Problem } from "../affinity/problem";
import { getProperty, isPlainObject } from "./paths";
import { argsSettings } from "./settings.generated";

/** The arguments of an exposure without those of pods, which are there already; each of them is refused. */
export function withoutWorkload(args: Readonly<Record<string, unknown>>): {
  readonly args: Record<string, unknown>;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const workload = argsSettings.filter(({ component }) => component === "StickyApp");
  for (const { property, kind, secret } of workload) {
    const got = getProperty(args, property);
    // Of an object each part that is there is refused.
    if (got !== undefined && !(kind === "object" && isPlainObject(got))) {
      const shown = secret === true ? "[secret]" : got;
      problems.push({
        ...ofPodsThereAlready(args, property, shown),
        allowed: "unset; or set in the application's own manifest or Helm values",
      });
    }
  }
  const refused = new Set(workload.map(({ property }) => property));
  const left = Object.entries(args).filter(([name]) => !refused.has(name));
  return { args: Object.fromEntries(left), problems };
}

/** That a setting is one of pods, in the arguments of an exposure. */
export function ofPodsThereAlready(
  { service }: Readonly<Record<string, unknown>>,
  setting: string,
  got: unknown,
): Problem {
  const how = service === undefined ? "{selector}" : "{service.name}";
  return {
    setting,
    got,
    reason: `it has no effect with ${how}: the pods are there already, and not changed`,
    allowed: "unset",
    example: null,
  };
}
