/**
 * Sticky sessions on Kubernetes and OpenShift from one typed description.
 *
 * @packageDocumentation
 */
export * from "./args/stickyAppArgs";
export type { StickyAppOptions } from "./args/stickyAppOptions";
export type { ExistingServiceArgs, StickyExposureArgs } from "./args/stickyExposureArgs";
export type { StickyExposureOptions } from "./args/stickyExposureOptions";
export type {
  MadeIngress,
  MadeIngressRule,
  MadeMetadata,
  MadePod,
  MadeRoute,
  MadeService,
  MadeServiceAccount,
  MadeStatefulSet,
  Transform,
  Transforms,
} from "./args/transforms";
export { SameSite, type SessionCookie } from "./affinity/affinity";
export { GatewayApiVersion, LoadBalancerScheme } from "./affinity/application";
export { InsecureTrafficPolicy, TlsTermination } from "./affinity/exposure";
export { Platform } from "./affinity/platform";
export type { Problem } from "./affinity/problem";
export {
  Route,
  type RouteArgs,
  type RouteIngress,
  type RouteSpec,
  type RouteStatus,
} from "./exposure/routeResource";
export type { ArgsSource } from "./resolve/report";
export type { CreatedSessionStore } from "./sessionStore/createSessionStore";
export type { Valkey } from "./sessionStore/valkey";
export { StickyApp } from "./stickyApp";
export { StickyExposure } from "./stickyExposure";
export type { Files } from "./workload/mounts";
