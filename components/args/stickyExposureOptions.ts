import type { StickyAppOptions } from "./stickyAppOptions";
import type { Transforms } from "./transforms";

/** What a program says of the component beside its arguments: what no configuration and no other language can. */
export interface StickyExposureOptions extends Omit<StickyAppOptions, "transform" | "watchPods"> {
  /** The last word on each child, for all that has no setting of its own. @default - none */
  transform?: Pick<Transforms, "service" | "ingress" | "route" | "customResource">;
}
