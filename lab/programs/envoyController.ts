import { buildProgram } from "../builds/build";
import type { GoProgramName } from "../builds/programs";
import type { Report } from "../progress/report";
import { type ModuleDefinitions, moduleDefinitions } from "./definitions";
import { envoyProgram } from "./envoy";
import type { EnvoyController } from "./programs";

/** A controller that drives Envoy, built; the Envoy that it drives; and the definitions of its kinds, out of its Go module. */
export async function envoyController(
  module: ModuleDefinitions & { readonly build: GoProgramName },
  report: Report,
): Promise<EnvoyController> {
  return {
    envoy: await envoyProgram(report),
    controller: await buildProgram(module.build, report),
    definitions: await moduleDefinitions(module, report),
  };
}
