import { type ApplicationImageName, buildImage, type ImageArchive } from "./image";
import { importImages } from "../services/images";
import { runningProcess } from "../process/process";
import { recordedPrograms } from "../programs/programs";
import type { Report } from "../progress/report";
import { runSteps } from "../progress/steps";
import type { LabOptions } from "../options";
import { never } from "../process/never";
import { locked } from "../state/labLock";

/**
 * Makes images of applications and gives them to the lab that is up.
 *
 * @returns the name to use of each, in their order
 * @throws where the lab is not up
 */
export async function addImages(
  names: readonly ApplicationImageName[],
  options: LabOptions,
): Promise<string[]> {
  return locked({ ...options, signal: never }, async () => {
    const programs = await recordedPrograms();
    if (programs === undefined || runningProcess("containerd") === undefined) {
      throw new Error("The lab is not up. Bring it up: npm run lab -- up");
    }
    const made: Record<string, ImageArchive> = {};
    const steps = names.map((name) => ({
      name: `image ${name}`,
      needs: [],
      run: async (report: Report) => {
        made[name] = await buildImage(name, report);
        await importImages(programs, { [name]: made[name] }, report);
      },
    }));
    await runSteps(steps, options.progress(steps.map((step) => step.name)), never);
    return names.flatMap((name) => made[name]?.references[0] ?? []);
  });
}
