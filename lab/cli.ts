import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";

import { surviveBrokenPipes } from "../cli/terminal/brokenPipe";
import { addons } from "./addons";
import { clients } from "./builds/programs";
import {
  report,
  runBuild,
  runDown,
  runEnvironment,
  runImages,
  runLanguages,
  runStatus,
  runUp,
} from "./commands";
import { applicationImages } from "./images/image";
import { printLogs } from "./logs";
import { hostPort, listeners } from "./network/network";
import { platforms } from "./platform";
import { folders } from "./state/folders";

const usageError = 2;

function outputOption(): Option {
  return new Option("--output <format>", "output format").choices(["text", "json"]).default("text");
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
        `\nistio: Istio's Gateways for the ingress gateway, on ${hostPort(listeners.istioHttp)}.` +
        "\n  The first time it builds Istio, about seven minutes on two cores." +
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
