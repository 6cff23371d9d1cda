import { Command, Option } from "commander";
import { dialects } from "../components/affinity/dialects";
import { suppressionKey } from "./suppression";

/** The forms of the report. */
export const outputs = ["text", "json", "sarif", "junit", "markdown"] as const;

/** From which severity on findings make the command fail. */
export const failOns = ["error", "warning", "note", "never"] as const;

const description = `\
Says of every host and path whether its clients stay on their pods, by which
settings and how strongly, and what is wrong: with the reason, the fix, and the
command that shows it. It only reads, and needs no Pulumi.`;

const notes = `
A finding is suppressed by an annotation of its object, with a reason:
  ${suppressionKey}: "secure-on-http: TLS ends at the CDN"
Rules: sticky doctor --rules, and docs/doctor.md.

Exit codes: 0 nothing of the severity of --fail-on or worse, 1 something,
2 wrong usage, 3 it could not run or not read all, 130 interrupted.

Examples:
  sticky doctor --namespace shop
  helm template shop ./chart | sticky doctor -f - --controller traefik
  sticky doctor -f manifests/ --output sarif --fail-on warning > doctor.sarif

All commands: sticky --help`;

/** The command line; its help is the documentation. */
export function doctorCommand(): Command {
  return new Command("sticky doctor")
    .description(description)
    .optionsGroup("What to look at:")
    .option(
      "-f, --filename <files...>",
      "files and folders of YAML or JSON; - for the standard input",
    )
    .option(
      "-n, --namespace <name>",
      "the namespace of the cluster; with -f the one of objects that name none (default: default)",
    )
    .option("-A, --all-namespaces", "all namespaces of the cluster")
    .option("--context <name>", "context of your kubeconfig (default: the current one)")
    .addOption(
      new Option(
        "--controller <name>",
        "the controller of what no IngressClass or GatewayClass tells it of",
      ).choices(dialects.map(({ id }) => id)),
    )
    .option(
      "--ask",
      "in a cluster, send one request to each path, to see the cookies of its answer",
    )
    .optionsGroup("What to print:")
    .addOption(
      new Option("--output <format>", "format of the report").choices(outputs).default("text"),
    )
    .addOption(
      new Option("--fail-on <severity>", "from which severity on findings fail the command")
        .choices(failOns)
        .default("error"),
    )
    .option("--rules", "list the rules, and look at nothing")
    .addOption(
      new Option("--color <when>", "colours").choices(["auto", "always", "never"]).default("auto"),
    )
    .addHelpText("after", notes)
    .allowExcessArguments(false)
    .exitOverride();
}
