import { Command, Option } from "commander";

const description = `\
Writes the objects that \`pulumi up\` makes of a stack as manifests, for review,
\`kubectl diff\`, Argo CD and Flux. It needs no cluster, no Pulumi and no passphrase:
the stack is read from Pulumi.yaml and Pulumi.STACK.yaml, by the same program and with
the same errors.

Secrets are left out: what has to exist is named, and --secrets prints them.`;

const notes = `
Manifests go to stdout or the folder; what has to be known beside them to stderr.
How to use them with Argo CD and Flux, and what only Pulumi does: docs/gitops.md.

Exit codes: 0 it is written, 1 the configuration is wrong, 2 wrong usage, 3 it could
not run, 130 interrupted.

Examples:
  sticky render --stack k8s --out manifests
  sticky render --stack k8s | kubectl diff -f -
  sticky render --stack k8s --secrets | kubectl apply -f -

Is what they make sticky? sticky verify --url URL --service NAMESPACE/NAME
All commands: sticky --help`;

/** What the user asked for. */
export interface RenderOptions {
  readonly stack: string;
  readonly cwd?: string;
  readonly out?: string;
  readonly secrets?: boolean;
  readonly output: "yaml" | "json";
}

/** The command line; its help is the documentation. */
export function renderCommand(): Command {
  return new Command("sticky render")
    .description(description)
    .requiredOption("--stack <name>", "the stack, by its Pulumi.NAME.yaml")
    .option("--cwd <folder>", "the folder of Pulumi.yaml (default: this one, or one above it)")
    .addOption(
      new Option("--out <folder>", "write one file an object there (default: all to stdout)"),
    )
    .addOption(
      new Option(
        "--secrets",
        "print the Secrets alone, with their values, which `pulumi` decrypts: for kubectl or kubeseal",
      ).conflicts("out"),
    )
    .addOption(
      new Option("--output <format>", "what goes to stdout: YAML, or one List as JSON")
        .choices(["yaml", "json"])
        .default("yaml"),
    )
    .addHelpText("after", notes)
    .allowExcessArguments(false)
    .exitOverride();
}
