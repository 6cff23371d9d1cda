import { basename } from "node:path";

import { killProcesses } from "./process";
import { commandLine, parentOf, processIdentity, processIds } from "./processIdentity";

/**
 * Ends the plugins of Pulumi that were started from `folder` and have outlived their engine. An engine that ends just
 * as its language host starts, or that is killed, leaves it; the host looks for its engine every five minutes only
 * (`rpcutil.Healthcheck` in `github.com/pulumi/pulumi/sdk/v3`). Those whose engine still runs are left alone.
 */
export async function endAbandonedPlugins(folder: string): Promise<void> {
  const abandoned = processIds().filter((pid) => {
    const parent = parentOf(pid);
    return (
      isPlugin(commandLine(pid), folder) && parent !== undefined && !isPulumi(commandLine(parent))
    );
  });
  await killProcesses(abandoned.flatMap((pid) => processIdentity(pid) ?? []));
}

function isPlugin([program = ""]: readonly string[], folder: string): boolean {
  return program.startsWith(`${folder}/pulumi-`);
}

/** An engine, or a plugin that has plugins itself. */
function isPulumi([program = ""]: readonly string[]): boolean {
  return /^pulumi(-|$)/.test(basename(program));
}
