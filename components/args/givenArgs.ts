import type { ExposureArgs } from "./exposureArgs";
import type { PlacementArgs } from "./placementArgs";
import type { StickyExposureArgs } from "./stickyExposureArgs";
import type { WorkloadArgs } from "./workloadArgs";

/** The arguments of either component. Those of `StickyExposure` have no workload, those of `StickyApp` no Service. */
export type GivenArgs = PlacementArgs &
  ExposureArgs &
  Partial<WorkloadArgs> &
  Pick<StickyExposureArgs, "service" | "selector">;
