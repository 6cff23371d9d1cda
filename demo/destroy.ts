import type { Cluster } from "./cluster/cluster";
import { isLabUp, labCluster, labDown } from "./cluster/lab";
import { ownCluster } from "./cluster/ownCluster";
import { Commands } from "./command";
import type { Interruption } from "../cli/interruption";
import type { DemoOptions } from "./options";
import { step } from "../cli/terminal/progress";
import { Stack } from "./pulumi/stack";
import { stackNames, stackPlatform } from "./pulumi/stackConfig";

/**
 * Removes what {@link demo} created: the stack with all its objects and, where it ran on the lab, the
 * lab. Fine when there is nothing to remove.
 *
 * @throws DemoError when something cannot be removed
 */
export async function destroy(options: DemoOptions, interruption: Interruption): Promise<void> {
  const commands = new Commands(interruption);
  if (options.context !== undefined) {
    await destroyStack(options.stack, await ownCluster(options.context), commands);
    return;
  }
  if (await isLabUp(commands)) {
    const cluster = await labCluster(commands);
    await destroyStack(options.stack, cluster, commands).catch((error: unknown) => {
      interruption.signal.throwIfAborted();
      // What could not be destroyed goes with the lab.
      process.stderr.write(`warning: ${error instanceof Error ? error.message : String(error)}\n`);
    });
  }
  await step("Taking the lab down", () => labDown(commands));
}

/**
 * Removes from the lab the stacks that were deployed for another platform: nothing serves them now,
 * and their objects have the names that the demo's are to get.
 *
 * @param platform what the lab is now
 * @throws DemoError when something cannot be removed
 */
export async function destroyForeignStacks(
  platform: string,
  cluster: Cluster,
  commands: Commands,
): Promise<void> {
  for (const name of stackNames()) {
    if ((await stackPlatform(name)) !== platform) {
      await destroyIfThere(name, cluster, commands);
    }
  }
}

async function destroyStack(name: string, cluster: Cluster, commands: Commands): Promise<void> {
  if (!(await destroyIfThere(name, cluster, commands))) {
    process.stderr.write(`There is no stack ${name}: nothing to destroy.\n`);
  }
}

/** Removes a stack with all its objects; resolves to whether there was one. */
function destroyIfThere(name: string, cluster: Cluster, commands: Commands): Promise<boolean> {
  return Stack.using(name, cluster, commands, async (stack) => {
    if (!(await stack.exists())) {
      return false;
    }
    await step(`pulumi destroy --stack ${name} on ${cluster.description}`, async () => {
      await stack.destroy();
      await stack.remove();
    });
    return true;
  });
}
