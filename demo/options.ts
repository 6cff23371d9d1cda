import { Command, Option } from "commander";
import type { Terminal } from "../cli/terminal/terminal";

/** What the user asked for. */
export interface DemoOptions {
  /** A context of the user's kubeconfig; the lab when absent. */
  readonly context?: string;
  readonly stack: string;
  readonly output: "text" | "json";
  /** The file of the verifier's page. */
  readonly report?: string;
  /** Remove what an earlier demo created, and nothing else. */
  readonly destroy?: boolean;
}

const description = `\
Deploys the stack and verifies on the live system what sticky sessions promise:
  - without a cookie the answering pod varies,
  - with the cookie it stays,
  - the cookie is issued once,
  - when the pod is deleted another one answers, with a new cookie, and stays,
and all else that \`npm run verify\` checks. The last check deletes one pod of the
application.

Without --context it starts the lab, a one-node Kubernetes or OpenShift on this
machine (the stack's platform), and deploys there. That needs Linux and root; the
first start builds the lab, which takes a quarter of an hour. With --context it
uses that context of your own kubeconfig and your own pulumi login, and creates
only the stack there.`;

const notes = `
The report goes to stdout, progress to stderr. NO_COLOR turns colours off.

Exit codes: 0 no check failed, 1 a check or the deployment failed,
2 wrong usage, 130 interrupted.

Examples:
  npm run demo
  npm run demo -- --stack openshift
  npm run demo -- --report page.html
  npm run demo -- --output json
  npm run demo -- --context kind-dev
  npm run demo -- --destroy`;

/** Reads the command line; on \`--help\` and on wrong usage commander throws a CommanderError. */
export function parseOptions(
  argv: readonly string[],
  { out, err }: Pick<Terminal, "out" | "err">,
): DemoOptions {
  return new Command("npm run demo --")
    .description(description)
    .option("--context <name>", "context of your own kubeconfig (default: the lab)")
    .option("--stack <name>", "the stack: NAME of a Pulumi.NAME.yaml", "k8s")
    .addOption(
      new Option("--output <format>", "format of the report")
        .choices(["text", "json"])
        .default("text"),
    )
    .addOption(
      new Option(
        "--report <file.html>",
        "write one page with the verdict, the spread and the timelines",
      ).conflicts("destroy"),
    )
    .option("--destroy", "remove the stack, and the lab unless --context is given")
    .addHelpText("after", notes)
    .allowExcessArguments(false)
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<DemoOptions>();
}
