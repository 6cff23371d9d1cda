import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import execa from "execa";

import { folders } from "../state/folders";
import type { Report } from "../progress/report";
import { type BuildRecord, processorSecondsOf } from "./buildRecord";
import { goEnvironment } from "./goToolchain";

const millisecondsBetweenReports = 2000;
const linesShownOfFailure = 15;

/** How many packages tell a pace: the first are the smallest, those of Go itself. */
const packagesOfPace = 100;

/** One run of `go build`. */
export interface Compilation {
  /** The subject of progress and errors, and part of the log's name. */
  readonly name: string;
  /** The folder of go.mod. */
  readonly source: string;
  readonly package: string;
  /** Options that decide what is built, such as `-tags`. */
  readonly selection: readonly string[];
  /** Further options of `go build`. */
  readonly options: readonly string[];
  /** Added to the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the result. */
  readonly executable: string;
  readonly report: Report;
}

/**
 * Builds an executable, telling how far it is. All that Go prints goes to a log.
 *
 * @returns what it took
 * @throws the end of Go's output and where the log is
 */
export async function compile(compilation: Compilation): Promise<BuildRecord> {
  const { name, selection, options, executable, report } = compilation;
  await mkdir(folders.logs, { recursive: true });
  const log = createWriteStream(join(folders.logs, `build-${name}.log`));
  // Tells what each command took: Node does not say what a child's children did.
  const graph = join(folders.logs, `build-${name}.json`);
  const start = performance.now();
  const clock = stopwatch();
  try {
    let modules = 0;
    const packages = await go(["list", "-deps", ...selection], compilation, log, (line) => {
      modules += isDownload(line) ? 1 : 0;
      return () => `${name}: ${clock()}, ${modules} modules downloaded, now ${line}`;
    });
    const total = packages.filter(isPackage).length;

    let started = 0;
    const building = performance.now();
    // With -v, Go prints each package when it starts to compile it, and none that it has already.
    await go(
      ["build", "-v", `-debug-actiongraph=${graph}`, ...selection, ...options, "-o", executable],
      compilation,
      log,
      (line) => {
        started += isPackage(line) ? 1 : 0;
        return () =>
          `${name}: ${clock()}, package ${started} of at most ${total}` +
          `${remaining(started, total, (performance.now() - building) / 1000)}, now ${line}`;
      },
    );
    const processorSeconds = Math.round((await processorSecondsOf(graph)) * 10) / 10;
    report(`${name}: built in ${clock()}, ${processorSeconds} s of processor time`);
    return { seconds: Math.round((performance.now() - start) / 1000), processorSeconds };
  } finally {
    log.end();
  }
}

/**
 * Runs go on the compilation's package.
 *
 * @param describe - told every line; its answer words the progress until the next line
 * @returns the lines that go printed
 */
async function go(
  args: readonly string[],
  compilation: Compilation,
  log: WriteStream,
  describe: (line: string) => () => string,
): Promise<string[]> {
  const child = execa("go", [...args, compilation.package], {
    cwd: compilation.source,
    env: { ...goEnvironment, ...compilation.environment },
    all: true,
    buffer: false,
    reject: false,
  });
  const lines: string[] = [];
  let progress = describe("reading the packages");
  const reporting = setInterval(() => {
    compilation.report(progress());
  }, millisecondsBetweenReports);
  try {
    for await (const line of child.all ? createInterface(child.all) : []) {
      lines.push(line);
      log.write(`${line}\n`);
      progress = describe(line);
    }
  } finally {
    clearInterval(reporting);
  }
  const { failed, exitCode, signal, command } = await child;
  if (failed) {
    throw new Error(
      `Building ${compilation.name} failed: \`${command}\`: ${signal ?? `exit code ${exitCode}`}\n` +
        `${lines.filter(isProblem).slice(-linesShownOfFailure).join("\n")}\nThe whole output is in ${log.path.toString()}.`,
    );
  }
  return lines;
}

/** Other lines are Go's remarks (`go: downloading ...`) and errors (`# package`, `file:1:2: ...`). */
function isPackage(line: string): boolean {
  return /^[^\s:#]+$/.test(line);
}

function isProblem(line: string): boolean {
  return !isPackage(line) && !isDownload(line);
}

function isDownload(line: string): boolean {
  return line.startsWith("go: downloading ");
}

/**
 * How long the other packages take at the pace of the first ones, for the end of a line of progress; nothing before there
 * is a pace to tell. Fewer may be left: Go does not name those that it has compiled before.
 */
export function remaining(started: number, total: number, seconds: number): string {
  const left = (seconds / started) * (total - started);
  if (started < packagesOfPace) {
    return "";
  }
  return left < 60 ? ", less than a minute more" : `, about ${Math.ceil(left / 60)} min more`;
}

/** Tells the seconds since it was made. */
function stopwatch(): () => string {
  const start = performance.now();
  return () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
}
