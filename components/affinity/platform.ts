/** The platforms, each with its own way to expose a Service under a host name. */
export const Platform = { Kubernetes: "kubernetes", Openshift: "openshift" } as const;
export type Platform = (typeof Platform)[keyof typeof Platform];
export const platforms: readonly Platform[] = Object.values(Platform);
