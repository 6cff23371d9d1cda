import { hostname } from "node:os";
import { isColored } from "../../cli/terminal/isColored";
import { appsIn, contextsIn, type DeployedApp } from "../../verify/subject/deployed";
import { chooseApp } from "../../verify/subject/findTarget";
import type { Cluster } from "../cluster/cluster";
import type { Commands, CommandResult } from "../command";
import { DemoError } from "../demoError";
import { repository } from "../repository";
import { copyStackConfig, type StackConfig } from "./stackConfig";
import { isLockedByDeadProcesses, isProcessAlive } from "./stackLock";

/** One stack of the program, through the `pulumi` command. */
export class Stack {
  private constructor(
    readonly name: string,
    private readonly cluster: Cluster,
    private readonly commands: Commands,
    private readonly config: StackConfig,
  ) {}

  /**
   * Hands a stack to `use`; it may not exist yet.
   *
   * @throws DemoError when the repository has no configuration for it
   */
  static async using<T>(
    name: string,
    cluster: Cluster,
    commands: Commands,
    use: (stack: Stack) => Promise<T>,
  ): Promise<T> {
    const config = await copyStackConfig(name, cluster.isLab);
    try {
      return await use(new Stack(name, cluster, commands, config));
    } finally {
      await config.remove();
    }
  }

  async exists(): Promise<boolean> {
    const stacks = JSON.parse(await this.returned(["stack", "ls", "--json"])) as { name: string }[];
    return stacks.some(({ name }) => name === this.name || name.endsWith(`/${this.name}`));
  }

  /**
   * Creates the stack where it does not exist.
   *
   * @throws DemoError when it is deployed to another context, which would lose its objects there
   */
  async create(): Promise<void> {
    await this.returned(["stack", "select", this.name, "--create"]);
    await this.demandOwnContext();
    if (this.cluster.isLab) {
      // So that `pulumi stack output`, typed in the repository, is about this stack.
      await this.returned(["stack", "select", this.name], repository);
    }
  }

  /** Deploys; what was changed or removed by hand since the last time is noticed and repaired. */
  async up(): Promise<void> {
    const { context } = this.cluster;
    const contextConfig =
      context === undefined ? [] : ["--config", `kubernetes:context=${context}`];
    await this.shown(["up", "--yes", "--skip-preview", "--refresh", ...contextConfig]);
  }

  /**
   * The application as it is deployed.
   *
   * @throws VerifyError when there is none
   */
  async app(): Promise<DeployedApp> {
    const state = await this.returned(["stack", "export", ...this.selected]);
    return chooseApp(appsIn(state), this.name, undefined);
  }

  async destroy(): Promise<void> {
    await this.shown(["destroy", "--yes", "--skip-preview"]);
  }

  /** Removes the stack itself, which must have no resources any more. */
  async remove(): Promise<void> {
    await this.returned(["stack", "rm", this.name, "--yes", "--preserve-config"]);
  }

  private async demandOwnContext(): Promise<void> {
    const { context } = this.cluster;
    const stackExport = await this.returned(["stack", "export", ...this.selected]);
    for (const deployed of contextsIn(stackExport)) {
      if (deployed !== context) {
        throw new DemoError(
          `The stack ${this.name} is deployed to ${deployed === undefined ? "the current context of your kubeconfig" : `the context ${deployed}`}, ` +
            `not to ${context === undefined ? "the lab" : `the context ${context}`}. Destroy it there first: ` +
            `pulumi destroy --stack ${this.name}; or deploy another one: --stack NAME.`,
        );
      }
    }
  }

  private get selected(): string[] {
    return ["--stack", this.name];
  }

  /** Runs an operation on the stack; a lock that a killed one left behind is removed first. */
  private async shown(args: readonly string[]): Promise<void> {
    const command = [...args, "--config-file", this.config.file, ...this.selected];
    let result = await this.run(command, "shown and returned");
    if (this.cluster.isLab && isLockedByDeadProcesses(result.output, hostname(), isProcessAlive)) {
      await this.returned(["cancel", "--yes", ...this.selected]);
      result = await this.run(command, "shown and returned");
    }
    this.demandSuccess(args, result);
  }

  private async returned(args: readonly string[], directory?: string): Promise<string> {
    const result = await this.run(["--cwd", directory ?? this.config.folder, ...args], "returned");
    this.demandSuccess(args, result);
    return result.output;
  }

  private run(
    args: readonly string[],
    output: "returned" | "shown and returned",
  ): Promise<CommandResult> {
    const coloured = isColored(process.stderr);
    return this.commands.run({
      file: "pulumi",
      args: [...args, "--non-interactive", "--color", coloured ? "always" : "never"],
      directory: repository,
      environment: {
        ...this.cluster.environment,
        // The salt is in the stack's state since its creation: the copied file does without it.
        PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
      },
      output,
    });
  }

  private demandSuccess(args: readonly string[], { exitCode }: CommandResult): void {
    if (exitCode !== 0) {
      const firstOption = args.findIndex((arg) => arg.startsWith("-"));
      const command = args.slice(0, firstOption === -1 ? args.length : firstOption);
      const wayOut = this.cluster.isLab
        ? " If it cannot be repaired, start again: npm run demo -- --destroy, then npm run demo."
        : "";
      throw new DemoError(
        `\`pulumi ${command.join(" ")}\` failed with exit code ${exitCode}; its own message is above.${wayOut}`,
      );
    }
  }
}
