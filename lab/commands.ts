import { watchInterruption } from "../cli/interruption";
import { type Addon, addons } from "./addons";
import { buildProgram } from "./builds/build";
import type { Client } from "./builds/programs";
import { down } from "./down";
import { environmentObject, exportLines, labEnvironment } from "./environment";
import { addImages } from "./images/addImages";
import type { ApplicationImageName } from "./images/image";
import { network } from "./network/network";
import { contextName } from "./pki/kubeconfig";
import type { Platform } from "./platform";
import { progress } from "./progress/progress";
import { pulumiLanguages } from "./pulumi/languages";
import { folders } from "./state/folders";
import { labStatus } from "./status/status";
import { statusTable } from "./status/table";
import { up, type UpResult } from "./up";

/** How a command writes what it has found. */
export interface OutputOption {
  readonly output: "text" | "json";
}

/** Says what goes on, beside the output. */
export function report(message: string): void {
  process.stderr.write(`${message}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
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

/** The options of `lab up`. */
export interface UpCommandOptions extends OutputOption {
  readonly retain: boolean;
  readonly platform?: Platform;
  readonly with?: readonly (Addon | "none")[];
}

/** `lab up`: ends this process by itself where it was interrupted. */
export async function runUp({
  retain,
  platform: asked,
  with: beside,
  output,
}: UpCommandOptions): Promise<void> {
  const start = performance.now();
  const interruption = watchInterruption();
  try {
    const { outcome: result, platform } = await up({
      ...{ retain, signal: interruption.signal, report, progress },
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
    const code = interruption.exitCode();
    // Its reason was said when it came.
    if (code === undefined) {
      throw error;
    }
    // Builds that are under way end with this process.
    process.exit(code);
  }
}

/** `lab down`. */
export async function runDown(): Promise<void> {
  const there = await down({ report, progress });
  print(
    there
      ? "The lab is down; nothing of it is left."
      : "The lab was not up; nothing of it is left.",
  );
}

/** `lab status`: exit code 1 where not all of it runs. */
export async function runStatus({ output }: OutputOption): Promise<void> {
  const status = await labStatus();
  print(output === "json" ? JSON.stringify(status, undefined, 2) : statusTable(status));
  process.exitCode = status.healthy ? 0 : 1;
}

/** `lab images`. */
export async function runImages(
  names: ApplicationImageName[],
  { output }: OutputOption,
): Promise<void> {
  const images = await addImages([...new Set(names)], { report, progress });
  print(output === "json" ? JSON.stringify({ images }) : images.join("\n"));
}

/** `lab build`. */
export async function runBuild(name: Client): Promise<void> {
  print(await buildProgram(name, report));
}

/** `lab env`. */
export function runEnvironment({ output }: OutputOption): void {
  const environment = labEnvironment();
  print(
    output === "json"
      ? JSON.stringify(environmentObject(environment, process.env.PATH ?? ""))
      : exportLines(environment),
  );
}

/** `lab languages`. */
export async function runLanguages({ output }: OutputOption): Promise<void> {
  const folder = await pulumiLanguages(report);
  print(output === "json" ? JSON.stringify({ folder }) : folder);
}
