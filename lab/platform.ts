import type { Addon } from "./addons";

/** What the lab is like. */
export const platforms = ["kubernetes", "openshift"] as const;

/** `kubernetes`: Ingresses and Traefik. `openshift`: Routes, a router, and pods as OpenShift runs them. */
export type Platform = (typeof platforms)[number];

/** Something of the lab that may be there on one platform only. */
export interface OnPlatform {
  /** `@default` on both */
  readonly platform?: Platform;
  /** The addon that it belongs to. `@default` none: it is always there */
  readonly addon?: Addon;
}

/** Those of the platform, and those of both, as far as they are not an addon's that is not asked for. */
export function on<T extends OnPlatform>(
  platform: Platform,
  all: readonly T[],
  asked: readonly Addon[] = [],
): T[] {
  return all.filter(
    (each) =>
      (each.platform === undefined || each.platform === platform) &&
      (each.addon === undefined || asked.includes(each.addon)),
  );
}
