import { join } from "node:path";

import { bundledProgram } from "../programs/bundle";
import type { Report } from "../progress/report";

/**
 * The plugin made of lab/provider.
 *
 * @returns absolute path of the command
 */
export async function standInProvider(report: Report): Promise<string> {
  return bundledProgram(
    {
      name: "stand-in-provider",
      source: join(__dirname, "../provider"),
      // The engine looks for it under this name.
      command: "pulumi-resource-kubernetes",
    },
    report,
  );
}
