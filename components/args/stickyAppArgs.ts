import type { ExposureArgs } from "./exposureArgs";
import type { PlacementArgs } from "./placementArgs";
import type { WorkloadArgs } from "./workloadArgs";

export * from "./affinityArgs";
export * from "./annotationArgs";
export * from "./autoscalingArgs";
export * from "./drainArgs";
export * from "./environmentArgs";
export * from "./exposureArgs";
export * from "./gatewayArgs";
export * from "./loadBalancerArgs";
export * from "./mountArgs";
export * from "./placementArgs";
export * from "./podArgs";
export * from "./probeArgs";
export * from "./resourceArgs";
export * from "./routeSettings";
export * from "./sessionStoreArgs";
export * from "./storageArgs";
export * from "./tlsArgs";
export * from "./workloadArgs";

/**
 * An application with sticky sessions. Values are inputs and may come from other resources; what
 * decides which objects there are, and what is checked before any of them is made, is plain.
 *
 * It and `StickyExposureArgs` are the one source of the settings: `npm run generate` reads their comments and tags
 * (scripts/settings/tags.ts explains them).
 */
export interface StickyAppArgs extends PlacementArgs, WorkloadArgs, ExposureArgs {}
