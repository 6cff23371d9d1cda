import type { ExposureArgs, PlacementArgs, WorkloadArgs } from "./stickyAppArgs";
import type { StickyExposureArgs } from "./stickyExposureArgs";

/** The arguments of either component. Those of `StickyExposure` have no workload, those of `StickyApp` no Service. */
export type GivenArgs = PlacementArgs &
  ExposureArgs &
  Partial<WorkloadArgs> &
  Pick<StickyExposureArgs, "service" | "selector">;
