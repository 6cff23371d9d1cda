/** What the lab is like. */
export const platforms = ["kubernetes", "openshift"] as const;

/** `kubernetes`: Ingresses and Traefik. `openshift`: Routes, a router, and pods as OpenShift runs them. */
export type Platform = (typeof platforms)[number];

/** Something of the lab that may be there on one platform only. */
export interface OnPlatform {
  /** `@default` on both */
  readonly platform?: Platform;
}

/** Those of the platform, and those of both. */
export function on<T extends OnPlatform>(platform: Platform, all: readonly T[]): T[] {
  return all.filter((each) => each.platform === undefined || each.platform === platform);
}
