import { CommandError } from "../cli/commandError";
import { exitCodeOf } from "../cli/exitCodeOf";
import type { CommandMain } from "../cli/runCommand";
import { safeText } from "../cli/terminal/safeText";
import type { Terminal } from "../cli/terminal/terminal";
import { type Dialect } from "../components/affinity/dialect";
import { findDialect } from "../components/affinity/dialects";
import { readManifests } from "../manifests/readManifests";
import type { Sourced } from "../manifests/sourced";
import { reachCluster } from "../verify/cluster/kubeConfig";
import { pulumiTarget } from "./command";
import { isLost } from "./item";
import { readCluster } from "./live/readCluster";
import { migrate, migrateToPulumi, type Migration } from "./migrate";
import { type MigrateOptions, parseOptions } from "./options";
import { objectFiles, type OutputFile, stream, writeFiles } from "./output";
import { program } from "./pulumi/program";
import { stackFile } from "./pulumi/stackFile";
import { markdownReport } from "./report/markdownReport";
import type { Report } from "./report/report";
import { textReport } from "./report/textReport";
import type { TargetOptions } from "./write/application";

/** Runs the command line; resolves to the exit code. */
export const main: CommandMain = async (argv, terminal, interruption) => {
  try {
    return await run(parseOptions(argv, terminal), terminal);
  } catch (error) {
    return exitCodeOf(error, terminal, interruption);
  }
};

async function run(options: MigrateOptions, terminal: Terminal): Promise<number> {
  const source = dialectOf(options.from);
  const target = dialectOf(options.to === pulumiTarget ? (options.controller ?? "") : options.to);
  const { objects, isWhole } = await read(options, source, terminal);
  const migration: Migration = {
    source,
    target,
    options: targetOptions(options),
    ...(options.class && { classes: options.class }),
    ...(options.out !== undefined && { out: options.out }),
    ...(options.context !== undefined && { context: options.context }),
  };
  const { report, files, text } = written(objects, migration, options);
  if (options.out !== undefined) {
    await writeFiles(options.out, files, options.force ?? false);
  }
  print({ report, files, text }, options, terminal);
  return report.items.some(isLost) || !isWhole ? 1 : 0;
}

/** What is written, as files and as one text. */
interface Output {
  readonly report: Report;
  readonly files: readonly OutputFile[];
  readonly text: string;
}

function written(
  objects: readonly Sourced[],
  migration: Migration,
  { to, format }: MigrateOptions,
): Output {
  if (to !== pulumiTarget) {
    const report = migrate(objects, migration);
    return { report, files: objectFiles(report.objects), text: stream(report.objects) };
  }
  const { report, exposures } = migrateToPulumi(objects, migration);
  const files =
    format === "typescript"
      ? [{ name: "index.ts", content: program(exposures) }]
      : exposures.map((settings) => ({
          name: `Pulumi.${settings.name}.yaml`,
          content: stackFile(settings),
        }));
  const text = files
    .map(({ name, content }) => (format === "typescript" ? content : `---\n# ${name}\n${content}`))
    .join("");
  return { report, files, text };
}

function print({ report, files, text }: Output, options: MigrateOptions, terminal: Terminal): void {
  const { output, out, color } = options;
  if (output === "json") {
    const content = out === undefined && report.objects.length === 0 ? { files } : {};
    terminal.out(`${JSON.stringify({ ...report, ...content }, undefined, 2)}\n`);
    return;
  }
  if (out === undefined) {
    terminal.out(text);
  }
  const colored = color === "auto" ? terminal.errColored : color === "always";
  terminal.err(output === "markdown" ? markdownReport(report) : textReport(report, colored));
  if (out !== undefined) {
    terminal.err(
      `Written to ${safeText(out)}: ${files.map(({ name }) => safeText(name)).join(", ") || "nothing"}.\n`,
    );
  }
}

/** The input; what of it cannot be read is told, and the rest is migrated. */
async function read(
  options: MigrateOptions,
  source: Dialect,
  terminal: Terminal,
): Promise<{ readonly objects: readonly Sourced[]; readonly isWhole: boolean }> {
  if (options.filename === undefined) {
    const kubeConfig = await reachCluster(options.context);
    return { objects: await readCluster(kubeConfig, source, options.namespace), isWhole: true };
  }
  const objects: Sourced[] = [];
  let isWhole = true;
  for await (const reading of readManifests(options.filename)) {
    if ("problem" in reading) {
      const { where, line, what } = reading.problem;
      terminal.err(
        `error: ${safeText(`${where}${line === undefined ? "" : `:${line}`} ${what}`)}.\n`,
      );
      isWhole = false;
    } else if (isOfUse(reading)) {
      objects.push(reading);
    }
  }
  if (objects.length === 0 && !isWhole) {
    throw new CommandError("Nothing of the input could be read.");
  }
  return { objects, isWhole };
}

/** The kinds that are looked at; all else takes no memory. */
function isOfUse({ object: { kind } }: Sourced): boolean {
  return ["Ingress", "IngressClass", "Route", "Service"].includes(kind);
}

function targetOptions(options: MigrateOptions): TargetOptions {
  const { ingressClass, gateway, gatewayClass, gatewayApiVersion } = options;
  const [name = "", namespace] = gateway?.split("/").toReversed() ?? [];
  return {
    ...(ingressClass !== undefined && { ingressClassName: ingressClass }),
    ...(gatewayClass !== undefined && { gatewayClass }),
    ...((gateway !== undefined || gatewayApiVersion !== undefined) && {
      gateway: {
        name: gateway === undefined ? "ingress" : name,
        ...(namespace !== undefined && { namespace }),
        ...(gatewayApiVersion !== undefined && { apiVersion: gatewayApiVersion }),
      },
    }),
  };
}

/** The choices of the command line are the ids of dialects. */
function dialectOf(id: string): Dialect {
  const found = findDialect(id);
  if (found === undefined) {
    throw new CommandError(`There is no controller ${id}.`, 2);
  }
  return found;
}
