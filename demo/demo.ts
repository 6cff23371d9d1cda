import { checks } from "./checks/checks";
import { runCheck, type CheckResult } from "./checks/runCheck";
import type { Cluster } from "./cluster/cluster";
import { labCluster, labUp } from "./cluster/lab";
import { ownCluster } from "./cluster/ownCluster";
import { Commands } from "./command";
import type { RequestRecord } from "./http/requestRecord";
import type { Interruption } from "./interruption";
import type { DemoOptions } from "./options";
import { podsOf } from "./pods";
import { step } from "./progress";
import { Stack } from "./pulumi/stack";
import { stackPlatform } from "./pulumi/stackConfig";
import { reachPods } from "./reachPods";
import { nextCommands } from "./report/nextCommands";
import type { Report } from "./report/report";
import { textReport } from "./report/textReport";

/**
 * Deploys the stack, on the lab or on the user's own cluster, checks what the tutorial promises and
 * prints the report on stdout.
 *
 * @returns whether no check failed
 * @throws DemoError when something on the way does not work
 */
export async function demo(options: DemoOptions, interruption: Interruption): Promise<boolean> {
  const commands = new Commands(interruption);
  const cluster = await findCluster(options, commands);
  return Stack.using(options.stack, cluster, commands, async (stack) => {
    await step(`pulumi up --stack ${stack.name} on ${cluster.description}`, async () => {
      await stack.create();
      await stack.up();
    });
    const { url, cookieName } = await stack.outputs();
    const deployment = await stack.deployment();
    const pods = await podsOf(deployment.workload, cluster.kubeConfig);
    const { signal } = interruption;
    await step(`Every pod answers at ${url}`, () => reachPods(url, pods, signal));

    const journal: RequestRecord[] = [];
    const results: CheckResult[] = [];
    for (const check of checks) {
      results.push(
        await step(`Check: ${check.name}`, () =>
          runCheck(check, { url, cookieName, pods, journal, signal }),
        ),
      );
    }
    const passed = results.every(({ result }) => result !== "fail");
    const report: Report = { url, passed, checks: results, requests: journal };
    process.stdout.write(
      options.output === "json"
        ? `${JSON.stringify(report, undefined, 2)}\n`
        : `\n${textReport(report, nextCommands(cluster, stack.name, url, deployment))}`,
    );
    return passed;
  });
}

async function findCluster({ context, stack }: DemoOptions, commands: Commands): Promise<Cluster> {
  if (context !== undefined) {
    return step(`Reaching the cluster of context ${context}`, () => ownCluster(context));
  }
  const platform = await stackPlatform(stack);
  await step(`The lab for ${platform}: a one-node cluster on this machine`, () =>
    labUp(commands, platform),
  );
  return labCluster(commands);
}
