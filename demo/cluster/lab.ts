import { join } from "node:path";
import type { Commands, CommandArgs, CommandResult } from "../command";
import { DemoError } from "../demoError";
import { repository } from "../repository";
import type { Cluster } from "./cluster";

/** Brings the lab up for a platform where it is not; its own progress goes to stderr. */
export async function labUp(commands: Commands, platform: string): Promise<void> {
  const { exitCode } = await lab(commands, ["up", "--platform", platform], "shown");
  demandSuccess("up", exitCode);
}

/** Takes the lab down; fine when it is not up. */
export async function labDown(commands: Commands): Promise<void> {
  const { exitCode } = await lab(commands, ["down"], "shown");
  demandSuccess("down", exitCode);
}

/** Whether the lab is up and answers. */
export async function isLabUp(commands: Commands): Promise<boolean> {
  const { exitCode } = await lab(commands, ["status"], "returned");
  return exitCode === 0;
}

/** The running lab's cluster. */
export async function labCluster(commands: Commands): Promise<Cluster> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const { exitCode, output } = await lab(commands, ["env", "--output", "json"], "returned");
  demandSuccess("env", exitCode);
  const environment = JSON.parse(output) as Record<string, string>;
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(environment.KUBECONFIG ?? "");
  return { description: "the lab", isLab: true, environment, kubeConfig };
}

/** The lab's command, as `npm run lab` runs it. */
function lab(
  commands: Commands,
  args: readonly string[],
  output: CommandArgs["output"],
): Promise<CommandResult> {
  return commands.run({
    file: process.execPath,
    args: [
      "--require",
      join(repository, "scripts/typescript.cjs"),
      join(repository, "lab/cli.ts"),
      ...args,
    ],
    directory: repository,
    output,
  });
}

function demandSuccess(command: string, exitCode: number): void {
  if (exitCode !== 0) {
    throw new DemoError(
      `\`npm run lab -- ${command}\` failed with exit code ${exitCode}; its own message is above.`,
    );
  }
}
