import type { Cluster } from "./cluster/cluster";
import { isLabUp, labCluster, labDown } from "./cluster/lab";
import { ownCluster } from "./cluster/ownCluster";
import { Commands } from "./command";
import type { Interruption } from "../verify/interruption";
import type { DemoOptions } from "./options";
import { step } from "../verify/progress";
import { Stack } from "./pulumi/stack";

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

async function destroyStack(name: string, cluster: Cluster, commands: Commands): Promise<void> {
  await Stack.using(name, cluster, commands, async (stack) => {
    if (!(await stack.exists())) {
      process.stderr.write(`There is no stack ${name}: nothing to destroy.\n`);
      return;
    }
    await step(`pulumi destroy --stack ${name} on ${cluster.description}`, async () => {
      await stack.destroy();
      await stack.remove();
    });
  });
}
