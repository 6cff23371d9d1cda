import { constants } from "node:os";

import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";

import { surviveBrokenPipes } from "../cli/terminal/brokenPipe";
import { environmentObject, exportLines, labEnvironment } from "./environment";
import { type Addon, addons } from "./addons";
import { folders } from "./state/folders";
import { buildProgram } from "./builds/build";
import { type Client, clients } from "./builds/programs";
import { type ApplicationImageName, applicationImages } from "./images/image";
import { addImages, down, up, type UpResult } from "./lab";
import { printLogs } from "./logs";
import { hostPort, listeners, network } from "./network/network";
import { contextName } from "./pki/kubeconfig";
import { type Platform, platforms } from "./platform";
import { progress } from "./progress/progress";
import { pulumiLanguages } from "./pulumi/languages";
import { labStatus } from "./status/status";
import { statusTable } from "./status/table";

const usageError = 2;

interface OutputOption {
  readonly output: "text" | "json";
}

function report(message: string): void {
  process.stderr.write(`${message}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function outputOption(): Option {
  return new Option("--output <format>", "output format").choices(["text", "json"]).default("text");
}

/** Aborted by the first signal; a second one changes nothing. */
function interruption(): { signal: AbortSignal; exitCode: () => number | undefined } {
  const controller = new AbortController();
  let exitCode: number | undefined;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (exitCode === undefined) {
        exitCode = 128 + constants.signals[name];
        controller.abort(new Error(`Interrupted by ${name}.`));
      } else {
        report("Please wait: the lab stops what it has started.");
      }
    });
  }
  return { signal: controller.signal, exitCode: () => exitCode };
}

const served: Record<Platform, string> = {
  kubernetes: "Ingresses of the class traefik answer on http://NAME.localhost/.",
  openshift: `Routes answer on http://NAME-NAMESPACE.${network.routeDomain}/, or on the host that they ask for.`,
};

function nextSteps(platform: Platform): string {
  return `
To work on it from your shell:
  eval "$(npm run -s lab -- env)"
  kubectl get pods --all-namespaces
${served[platform]}
To take it down: npm run lab -- down`;
}

const outcomes: Record<UpResult["outcome"], string> = {
  started: "is up.",
  switched: "is up. It was switched from the other platform; the cluster's data was kept.",
  repaired: "is up again: what was missing or had changed was started.",
  "already running": "is already up and healthy.",
};

interface UpCommandOptions extends OutputOption {
  readonly retain: boolean;
  readonly platform?: Platform;
  readonly with?: readonly (Addon | "none")[];
}

async function runUp({
  retain,
  platform: asked,
  with: beside,
  output,
}: UpCommandOptions): Promise<void> {
  const start = performance.now();
  const { signal, exitCode } = interruption();
  try {
    const { outcome: result, platform } = await up({
      ...{ retain, signal, report, progress },
      ...(asked && { platform: asked }),
      ...(beside && { addons: addons.filter((addon) => beside.includes(addon)) }),
    });
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    if (output === "json") {
      const { kubeconfig } = folders;
      print(JSON.stringify({ result, platform, seconds, kubeconfig, context: contextName }));
    } else {
      print(
        `The lab for ${platform} ${outcomes[result]} It took ${seconds} s.\n${nextSteps(platform)}`,
      );
    }
  } catch (error) {
    const code = exitCode();
    if (code === undefined) {
      throw error;
    }
    report(error instanceof Error ? error.message : String(error));
    // Builds that are under way end with this process.
    process.exit(code);
  }
}

async function runDown(): Promise<void> {
  const there = await down({ report, progress });
  print(
    there
      ? "The lab is down; nothing of it is left."
      : "The lab was not up; nothing of it is left.",
  );
}

async function runStatus({ output }: OutputOption): Promise<void> {
  const status = await labStatus();
  print(output === "json" ? JSON.stringify(status, undefined, 2) : statusTable(status));
  process.exitCode = status.healthy ? 0 : 1;
}

async function runImages(names: ApplicationImageName[], { output }: OutputOption): Promise<void> {
  const images = await addImages([...new Set(names)], { report, progress });
  print(output === "json" ? JSON.stringify({ images }) : images.join("\n"));
}

async function runBuild(name: Client): Promise<void> {
  print(await buildProgram(name, report));
}

function runEnvironment({ output }: OutputOption): void {
  const environment = labEnvironment();
  print(
    output === "json"
      ? JSON.stringify(environmentObject(environment, process.env.PATH ?? ""))
      : exportLines(environment),
  );
}

async function runLanguages({ output }: OutputOption): Promise<void> {
  const folder = await pulumiLanguages(report);
  print(output === "json" ? JSON.stringify({ folder }) : folder);
}

function lineCount(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  }
  return Number(text);
}

function commandLine(): Command {
  const lab = new Command("npm run lab --")
    .description(
      "A real Kubernetes cluster with one node on this Linux machine. It needs no container " +
        "engine and no image registry.",
    )
    .addHelpText(
      "after",
      `\nFiles are in ${folders.root}; set STICKY_SESSION_HOME for another folder.` +
        "\nExit codes: 0 done, 1 failed or not healthy, 2 wrong usage, 130 interrupted.",
    )
    .exitOverride()
    .configureHelp({ showGlobalOptions: false });

  lab
    .command("up")
    .description("start the lab; repair or switch one that is up")
    .addOption(
      new Option(
        "--platform <platform>",
        "the lab's platform (default: that of the lab that is up, else kubernetes)",
      ).choices(platforms),
    )
    .addOption(
      new Option(
        "--with <addons...>",
        "addons: controllers beside Traefik, on kubernetes only (default: those of the lab that is up)",
      ).choices([...addons, "none"]),
    )
    .option("--retain", "keep what a failed start has started, to debug it", false)
    .addOption(outputOption())
    .addHelpText(
      "after",
      "\nkubernetes: Ingresses, served by Traefik." +
        "\nopenshift: Routes, served by a stand-in for OpenShift's router, and pods with a user of" +
        "\n  their namespace's range." +
        `\nhaproxy-ingress: Ingresses of the class haproxy, on ${hostPort(listeners.haproxyIngressHttp)}.` +
        "\ntraefik-ingress-nginx: Ingresses of the class nginx by Traefik's ingress-nginx provider, on" +
        `\n  ${hostPort(listeners.traefikIngressNginxHttp)}.` +
        `\ncontour: Contour's HTTPProxies of the class contour, on ${hostPort(listeners.contourHttp)}.` +
        "\n  The first time it builds Contour, about ten minutes on two cores." +
        "\nenvoy-gateway: HTTPRoutes of Gateways of the class envoy-gateway, on" +
        `\n  ${hostPort(listeners.envoyGatewayHttp)}; a Gateway is there, see lab/README.md.` +
        "\n  The first time it builds Envoy Gateway, about twenty minutes on two cores." +
        "\nnone: no addon; those that are there are removed." +
        "\nWith another platform the lab is switched; the cluster's data is kept." +
        "\n\nThe first start builds Kubernetes and the other programs. That takes about a quarter of" +
        "\nan hour on two cores; a later start takes less than half a minute." +
        `\nIt listens on ${hostPort(listeners.http)} and ${hostPort(listeners.https)}.`,
    )
    .action(runUp);
  lab
    .command("down")
    .description("stop the lab and delete its data and Pulumi's state; keep what was built")
    .action(runDown);
  lab
    .command("status")
    .description("show every service of the lab; exit code 0 when all are running, else 1")
    .addOption(outputOption())
    .action(runStatus);
  lab
    .command("env")
    .description("print the environment variables with which kubectl and pulumi use the lab")
    .addOption(outputOption())
    .addHelpText("after", '\nIn a shell: eval "$(npm run -s lab -- env)"')
    .action(runEnvironment);
  lab
    .command("languages")
    .description("build what Pulumi programs in YAML and Python need; print its folder, for PATH")
    .addOption(outputOption())
    .action(runLanguages);
  lab
    .command("build")
    .description("build a program that works with the lab; print its path")
    .addArgument(new Argument("<program>", "a client of the cluster").choices(clients))
    .action(runBuild);
  lab
    .command("images")
    .description("make images of applications and give them to the lab that is up")
    .addArgument(
      new Argument("<names...>", "applications of examples/apps").choices(applicationImages),
    )
    .addOption(outputOption())
    .addHelpText(
      "after",
      "\nPrints the name of each, as a pod has it. What was made is kept for the next lab.",
    )
    .action(runImages);
  lab
    .command("logs")
    .description("print the logs of the lab's processes")
    .argument("[service]", "one service (default: all)")
    .option("--follow", "keep printing new lines", false)
    .option("--lines <number>", "number of last lines to print", lineCount, 20)
    .action(async (name: string | undefined, options: { lines: number; follow: boolean }) =>
      printLogs({ name, ...options }),
    );
  return lab;
}

async function main(): Promise<void> {
  try {
    await commandLine().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // It has said what was wrong; help that was asked for is no error.
      process.exitCode = error.exitCode === 0 ? 0 : usageError;
      return;
    }
    report(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

surviveBrokenPipes();
void main();
