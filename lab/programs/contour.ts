import { buildFolder, moduleVersion } from "../builds/moduleFolder";
import type { Report } from "../progress/report";
import { envoyController } from "./envoyController";
import type { EnvoyController } from "./programs";

const build = "contour";
const contourModule = "github.com/projectcontour/contour";

/** Contour, built; the Envoy that it drives; and the definitions of its kinds, out of its Go module. */
export async function contourPrograms(report: Report): Promise<EnvoyController> {
  return envoyController(
    { build, module: contourModule, paths: ["examples/contour/01-crds.yaml"] },
    report,
  );
}

/** The version that go.mod names. */
export async function contourVersion(): Promise<string> {
  return (await moduleVersion(buildFolder(build), contourModule)).replace(/^v/, "");
}
