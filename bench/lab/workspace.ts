import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { parse, stringify } from "yaml";
import { type Command, type Taken, takenBy } from "./processor";

const repository = join(__dirname, "../..");

/**
 * Runs a TypeScript command of this repository; resolves to its stdout.
 *
 * @param stderr where its progress goes @default - it is told only where the command fails
 */
export async function command(
  file: string,
  args: readonly string[],
  stderr: "inherit" | "pipe" = "pipe",
): Promise<string> {
  const loader = join(repository, "scripts/typescript.cjs");
  const { stdout } = await execa(
    process.execPath,
    ["--require", loader, join(repository, file), ...args],
    { cwd: repository, stdin: "ignore", stderr },
  );
  return stdout;
}

/** What one tool deploys once: the stack k8s with a namespace and a host of its own. */
export class Workspace {
  readonly namespace = `bench-${randomBytes(4).toString("hex")}`;
  readonly folder = mkdtempSync(join(tmpdir(), "sticky-session-bench-"));
  private readonly environment: Readonly<Record<string, string>>;

  constructor(
    labEnvironment: Readonly<Record<string, string>>,
    private readonly signal: AbortSignal,
  ) {
    const under = (name: string) => join(this.folder, name);
    this.environment = {
      ...labEnvironment,
      PULUMI_BACKEND_URL: `file://${under("backend")}`,
      // Nothing of the user's is read or written.
      KUBECACHEDIR: under("kubectl"),
      HELM_CACHE_HOME: under("helm/cache"),
      HELM_CONFIG_HOME: under("helm/config"),
      HELM_DATA_HOME: under("helm/data"),
    };
    mkdirSync(under("backend"));
    // The program itself, and not a copy: what is compiled of it is kept beside it.
    for (const name of ["pulumi.cjs", "package.json", "node_modules"]) {
      symlinkSync(join(repository, name), under(name));
    }
    writeFileSync(under("Pulumi.yaml"), readFileSync(join(repository, "Pulumi.yaml")));
    writeFileSync(under("Pulumi.k8s.yaml"), readFileSync(join(repository, "Pulumi.k8s.yaml")));
    this.configure({ namespace: this.namespace, host: `${this.namespace}.localhost` });
  }

  /** Changes settings of the stack, whose keys are those of Pulumi.yaml. */
  configure(settings: Readonly<Record<string, unknown>>): void {
    const file = join(this.folder, "Pulumi.k8s.yaml");
    const stack = parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> };
    for (const [key, value] of Object.entries(settings)) {
      stack.config[`sticky-session:${key}`] = value;
    }
    writeFileSync(file, stringify(stack));
  }

  /** Writes what `sticky render` makes of the stack, as a file for kubectl and as the template of a Helm chart. */
  async render(): Promise<void> {
    const options = ["--stack", "k8s", "--cwd", this.folder];
    const manifests = await command("cli/sticky/cli.ts", ["render", ...options]);
    if (manifests.includes("{{")) {
      throw new Error("The manifests have {{ in them, which Helm would take for its own.");
    }
    const chart = join(this.folder, "chart");
    mkdirSync(join(chart, "templates"), { recursive: true });
    writeFileSync(join(chart, "Chart.yaml"), "apiVersion: v2\nname: hello\nversion: 0.1.0\n");
    writeFileSync(join(chart, "templates/hello.yaml"), manifests);
    writeFileSync(join(this.folder, "manifests.yaml"), manifests);
  }

  /** Runs a command of a user in this folder; resolves to what it took. */
  taken(program: string, ...args: string[]): Promise<Taken> {
    return takenBy(this.commandOf(program, args));
  }

  /** The same with what needs no measuring. */
  async run(program: string, ...args: string[]): Promise<void> {
    const { folder, environment } = this;
    await execa(program, args, { cwd: folder, env: environment, stdin: "ignore" });
  }

  async dispose(): Promise<void> {
    await this.run(
      ...(["kubectl", "delete", "namespace", this.namespace] as const),
      ...["--ignore-not-found", "--wait", "--timeout=120s"],
    );
    rmSync(this.folder, { recursive: true });
  }

  private commandOf(program: string, args: readonly string[]): Command {
    const { folder, environment, signal } = this;
    return { program, args, folder, environment, signal };
  }
}
