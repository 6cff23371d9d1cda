import type { GivenArgs } from "./givenArgs";
import { getProperty, isPlainObject, parentOf, setProperty } from "./paths";
import { argsSettings } from "./settings.generated";
import type {
  AffinityArgs,
  AnnotationArgs,
  AutoscalingArgs,
  DrainArgs,
  DrainGateArgs,
  Resources,
  RouteSettings,
  StickyAppArgs,
  TlsArgs,
} from "./stickyAppArgs";
import type { DefaultedProperty } from "./settings.generated";

type With<Args, Property extends keyof Args> = Args & Required<Pick<Args, Property>>;

/** Arguments with every default filled in. */
export type FilledArgs = Omit<GivenArgs, "autoscaling"> &
  Required<Pick<StickyAppArgs, DefaultedProperty>> & {
    autoscaling?: Required<AutoscalingArgs>;
    resources: Required<Resources>;
    drain: With<Omit<DrainArgs, "gate">, "seconds" | "shutdownSeconds"> & {
      gate: Required<DrainGateArgs>;
    };
    tls: With<TlsArgs, "termination" | "secrets">;
    affinity: Required<AffinityArgs>;
    route: With<RouteSettings, "healthCheckInterval">;
    annotations: Required<AnnotationArgs>;
  };

/** Fills in what was left out; a part of something that is left out and has no default stays out. */
export function fillDefaults(args: GivenArgs): FilledArgs {
  const filled = copy(args) as Record<string, unknown>;
  for (const { property, default: value } of argsSettings) {
    if (value === undefined || getProperty(filled, parentOf(property)) === undefined) {
      continue;
    }
    const given = getProperty(filled, property);
    if (given === undefined) {
      setProperty(filled, property, copy(value));
    } else if (isPlainObject(value) && isPlainObject(given)) {
      setProperty(filled, property, { ...value, ...given });
    }
  }
  // The table of settings is made from the types, so that what has a default in it is filled in.
  return filled as unknown as FilledArgs;
}

/** A copy that shares nothing but what is no list and no plain object. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copy);
  }
  return isPlainObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]))
    : value;
}
