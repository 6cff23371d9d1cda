import { join } from "node:path";

import { bundledProgram } from "./bundle";
import type { Report } from "../progress/report";

/**
 * The stand-in for OpenShift's router, made of lab/router.
 *
 * @returns absolute path of the command
 */
export async function routerProgram(report: Report): Promise<string> {
  return bundledProgram(
    { name: "router", source: join(__dirname, "../router"), command: "router" },
    report,
  );
}
