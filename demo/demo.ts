import { defaultNewClients } from "../verify/defaults";
import { verify } from "../verify/verify";
import type { Interruption } from "../cli/interruption";
import { helloIdentity } from "../verify/identity";
import { isColored } from "../cli/terminal/isColored";
import { step, terminalProgress } from "../cli/terminal/progress";
import { demandReportFolder, writeReport } from "../verify/report/reportFile";
import { textReport } from "../verify/report/textReport";
import { stackTarget } from "../verify/subject/target";
import type { Cluster } from "./cluster/cluster";
import { labCluster, labUp } from "./cluster/lab";
import { ownCluster } from "./cluster/ownCluster";
import { Commands } from "./command";
import { destroyForeignStacks } from "./destroy";
import { nextCommands } from "./nextCommands";
import type { DemoOptions } from "./options";
import { Stack } from "./pulumi/stack";
import { stackPlatform } from "./pulumi/stackConfig";

/** How long the controller may take to serve what was deployed, in seconds. */
const waitSeconds = 60;

/** A demo does not hammer: a few users who click now and then. */
const load = { clients: 10, rate: 100, newClients: defaultNewClients };

/**
 * Deploys the stack, on the lab or on the user's own cluster, verifies what the tutorial promises and
 * prints the report on stdout.
 *
 * @returns whether no check failed
 * @throws DemoError or VerifyError when something on the way does not work
 */
export async function demo(options: DemoOptions, interruption: Interruption): Promise<boolean> {
  if (options.report !== undefined) {
    await demandReportFolder(options.report);
  }
  const commands = new Commands(interruption);
  const cluster = await findCluster(options, commands);
  return Stack.using(options.stack, cluster, commands, async (stack) => {
    await step(`pulumi up --stack ${stack.name} on ${cluster.description}`, async () => {
      await stack.create();
      await stack.up();
    });
    const app = await stack.app();
    const report = await verify({
      target: await stackTarget(app, cluster.kubeConfig),
      settings: { identity: helloIdentity, paths: [], insecure: false, headers: {}, ...load },
      stack: stack.name,
      waitSeconds,
      disruptions: ["pod-deletion"],
      progress: terminalProgress(),
      signal: interruption.signal,
    });
    process.stdout.write(
      options.output === "json"
        ? `${JSON.stringify(report, undefined, 2)}\n`
        : `\n${textReport(report, textStyle())}\n${nextCommands(cluster, stack.name, app)}`,
    );
    if (options.report !== undefined) {
      await writeReport(options.report, report, (text) => process.stderr.write(text));
    }
    return report.passed;
  });
}

function textStyle(): { colored: boolean; width?: number } {
  const { isTTY, columns } = process.stdout;
  return { colored: isColored(process.stdout), ...(isTTY && { width: columns }) };
}

async function findCluster({ context, stack }: DemoOptions, commands: Commands): Promise<Cluster> {
  if (context !== undefined) {
    return step(`Reaching the cluster of context ${context}`, () => ownCluster(context));
  }
  const platform = await stackPlatform(stack);
  await step(`The lab for ${platform}: a one-node cluster on this machine`, () =>
    labUp(commands, platform),
  );
  const cluster = await labCluster(commands);
  await destroyForeignStacks(platform, cluster, commands);
  return cluster;
}
