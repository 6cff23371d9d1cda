import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import { buildProgram } from "../builds/build";
import { buildFolder, moduleFolder, moduleVersion } from "../builds/moduleFolder";
import { cached } from "../cache/cache";
import type { Report } from "../progress/report";
import { envoyProgram } from "./envoy";
import type { ContourPrograms } from "./programs";

const source = buildFolder("contour");
const contourModule = "github.com/projectcontour/contour";
const file = "01-crds.yaml";

/** Contour, built; the Envoy that it drives; and the definitions of its kinds, out of its Go module. */
export async function contourPrograms(report: Report): Promise<ContourPrograms> {
  return {
    envoy: await envoyProgram(report),
    controller: await buildProgram("contour", report),
    definitions: await definitions(report),
  };
}

/** The version that go.mod names. */
export async function contourVersion(): Promise<string> {
  return (await moduleVersion(source, contourModule)).replace(/^v/, "");
}

async function definitions(report: Report): Promise<string> {
  const folder = await cached(
    "contour-definitions",
    [{ folder: source }, file],
    async (target) => {
      const module = await moduleFolder(source, contourModule);
      await copyFile(join(module, "examples/contour", file), join(target, file));
    },
    report,
  );
  return join(folder, file);
}
