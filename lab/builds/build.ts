import { join } from "node:path";

import { cached } from "../cache/cache";
import { folders } from "../state/folders";
import { withLock } from "../state/lock";
import type { Report } from "../progress/report";
import { keepRecord } from "./buildRecord";
import { type Compilation, compile } from "./compile";
import { goModule, type GoModule } from "./goModule";
import { installedGo, isNewEnough } from "./goToolchain";
import { type GoProgram, type GoProgramName, goPrograms } from "./programs";

export type { GoProgramName } from "./programs";

/**
 * Builds a program from its pinned Go module, once: the result is reused until its folder beside
 * this file, its entry in `programs.ts` or the installed Go changes.
 *
 * @returns absolute path of the executable
 * @throws when Go is missing or too old, or with the end of Go's output when the build fails
 */
export async function buildProgram(name: GoProgramName, report: Report): Promise<string> {
  const program: GoProgram = goPrograms[name];
  const source = join(__dirname, program.folder ?? name);
  const installed = await installedGo();
  const module = await goModule(source);
  if (!isNewEnough(installed, module.go)) {
    throw new Error(
      `Building ${name} needs Go ${module.go} or newer; the one on PATH is ${installed}. ` +
        `Install a newer one from https://go.dev/dl.`,
    );
  }
  const options = buildOptions(program, module);
  const folder = await cached(
    name,
    [{ folder: source }, installed, process.arch, JSON.stringify(options), program.executable],
    async (target) => {
      // Go uses every core by itself: a second build at the same time would only slow both.
      const record = await withLock(
        join(folders.cache, "go-build.lock"),
        () =>
          compile({
            name,
            source,
            package: program.package ?? module.package,
            ...options,
            executable: join(target, program.executable),
            report,
          }),
        (pid) => {
          report(`${name}: process ${pid} builds another program; waiting for it`);
        },
      );
      await keepRecord(target, record);
    },
    report,
  );
  return join(folder, program.executable);
}

function buildOptions(
  { tags = [], version, static: isStatic = false }: GoProgram,
  { versions }: GoModule,
): Pick<Compilation, "selection" | "options" | "environment"> {
  const linker = ["-s", "-w"];
  if (version) {
    const required = versions.get(version.module);
    if (required === undefined) {
      throw new Error(`go.mod does not require ${version.module}, whose version is built in.`);
    }
    for (const [variable, value] of Object.entries(version.variables(required))) {
      linker.push("-X", `${variable}=${value}`);
    }
  }
  return {
    selection: tags.length > 0 ? ["-tags", tags.join(",")] : [],
    // The state of the repository has no part in the program's version.
    options: ["-trimpath", "-buildvcs=false", "-ldflags", linker.join(" ")],
    environment: isStatic ? { CGO_ENABLED: "0" } : {},
  };
}
