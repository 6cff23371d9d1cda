import { type Build, recordedBuilds } from "../builds/buildRecord";
import { otherLab } from "../state/otherLab";
import type { Condition } from "../services/service";
import { servicesOf } from "../services/services";
import type { Platform } from "../platform";
import { platformOf, recordedPrograms } from "../programs/programs";

/** A service and what it is in now. */
export interface ServiceStatus extends Condition {
  readonly name: string;
  readonly describe: string;
}

/** The whole lab. */
export interface LabStatus {
  /** Whether there is a lab, well or not. */
  readonly up: boolean;
  /** What the lab is, or was asked to become last; undefined when there is none. */
  readonly platform?: Platform;
  /** Whether every service is running. */
  readonly healthy: boolean;
  readonly services: readonly ServiceStatus[];
  /** What the programs took that were built on this machine. */
  readonly builds: readonly Build[];
}

/** Looks at every service. */
export async function labStatus(): Promise<LabStatus> {
  const programs = (await otherLab()) ? undefined : await recordedPrograms();
  const platform = programs && platformOf(programs);
  const statuses = await Promise.all(
    servicesOf(platform ?? "kubernetes", programs?.addons).map(async (service) => {
      const condition: Condition = programs
        ? await service.check(programs).catch((error: unknown) => ({
            state: "failing" as const,
            reason: error instanceof Error ? error.message : String(error),
          }))
        : { state: "stopped", reason: "the lab is not up" };
      return { name: service.name, describe: service.describe, ...condition };
    }),
  );
  return {
    up: programs !== undefined,
    platform,
    healthy: statuses.every(({ state }) => state === "running"),
    services: statuses,
    builds: await recordedBuilds(),
  };
}
