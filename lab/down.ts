import { rm } from "node:fs/promises";
import { exists } from "./state/exists";
import { folders } from "./state/folders";
import { unmountBelow } from "./state/mounts";
import { otherLab } from "./state/otherLab";
import { allServices } from "./services/services";
import { recordedPrograms } from "./programs/programs";
import type { Report } from "./progress/report";
import { stateFiles } from "./state/stateFiles";
import { reversed, runSteps } from "./progress/steps";
import type { LabOptions } from "./options";
import { never } from "./process/never";
import { locked } from "./state/labLock";

/**
 * Takes the lab down, and removes what a killed one left.
 *
 * @returns whether there was anything
 * @throws what could not be removed, after everything else was
 */
export async function down(options: LabOptions): Promise<boolean> {
  return locked({ ...options, signal: never }, async () => {
    const there = await exists(stateFiles.processes);
    await stopEverything(options);
    return there;
  });
}

/**
 * Stops every service and removes the state of the lab; the lock is for the caller to have.
 *
 * @throws what could not be removed, after everything else was
 */
export async function stopEverything({ progress }: LabOptions): Promise<void> {
  const programs = await recordedPrograms();
  const failures: Error[] = [];
  // The system objects are the other's, and ours cannot have been up beside it.
  if (!(await otherLab())) {
    const steps = reversed(allServices).map((service) => ({
      name: service.name,
      needs: service.needs,
      run: async (report: Report) => {
        try {
          await service.stop({ programs, report });
        } catch (error) {
          // One service that resists keeps none of the others.
          failures.push(new Error(`${service.name}: ${String(error)}`));
        }
      },
    }));
    await runSteps(steps, progress(steps.map(({ name }) => name)), never);
  }
  await unmountBelow(folders.state);
  if (failures.length > 0) {
    throw new Error(failures.map(({ message }) => message).join("\n"));
  }
  await rm(folders.state, { recursive: true, force: true });
}
