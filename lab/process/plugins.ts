import { basename } from "node:path";

import { killProcesses } from "./process";
import { parentOf, processIdentity, processIds, programOf } from "./processIdentity";

/**
 * Ends the plugins of Pulumi that were started from `folder` and have outlived their engine. An engine that ends just
 * as its language host starts, or that is killed, leaves it; the host looks for its engine every five minutes only
 * (`rpcutil.Healthcheck` in `github.com/pulumi/pulumi/sdk/v3`). Those whose engine still runs are left alone.
 */
export async function endAbandonedPlugins(folder: string): Promise<void> {
  const abandoned = processIds().filter((pid) => {
    const parent = parentOf(pid);
    return isPlugin(programOf(pid), folder) && parent !== undefined && !isPulumi(programOf(parent));
  });
  await killProcesses(abandoned.flatMap((pid) => processIdentity(pid) ?? []));
}

function isPlugin(program: string | undefined, folder: string): boolean {
  return program?.startsWith(`${folder}/pulumi-`) ?? false;
}

/** An engine, or a plugin that has plugins itself. */
function isPulumi(program: string | undefined): boolean {
  return program !== undefined && /^pulumi(-|$)/.test(basename(program));
}
