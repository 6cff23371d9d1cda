import type { Progress } from "./progress/progress";
import type { Report } from "./progress/report";

/** How the lab is brought up or taken down. */
export interface LabOptions {
  readonly progress: Progress;
  /** Told what happens apart from the steps. */
  readonly report: Report;
}
