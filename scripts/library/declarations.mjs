// The library's types, one file an entry: what of its packages is bundled has its types in it, and what is internal is
// left out. The API report (etc/NAME.api.md) is written beside it: a change of it is a change for those who use it.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import ts from "typescript";

const entries = { index: "components/index", affinity: "components/affinity/index" };

/**
 * Writes `FOLDER/NAME.d.ts` of every entry.
 *
 * @param check whether a report that differs from the repository's is an error; else it is written
 * @returns the reports that differ
 */
export function writeDeclarations({ repository, folder, check }) {
  const emitted = join(repository, "dist/declarations");
  rmSync(emitted, { recursive: true, force: true });
  emit(repository, emitted);
  const stale = Object.entries(entries)
    .filter(([name, entry]) => {
      const types = join(emitted, `${entry}.d.ts`);
      return rollUp({ repository, types, name, folder, check }) && check;
    })
    .map(([name]) => `etc/${name}.api.md`);
  rmSync(emitted, { recursive: true });
  return stale;
}

/** One declaration file a source file. */
function emit(repository, emitted) {
  const { config } = ts.readConfigFile(join(repository, "tsconfig.library.json"), ts.sys.readFile);
  const emission = { noEmit: false, declaration: true, emitDeclarationOnly: true };
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, repository, emission);
  const program = ts.createProgram(parsed.fileNames, {
    ...parsed.options,
    outDir: emitted,
    rootDir: repository,
  });
  const { diagnostics } = program.emit();
  if (diagnostics.length > 0) {
    throw new Error(ts.flattenDiagnosticMessageText(diagnostics[0].messageText, "\n"));
  }
}

/** Whether the API report changed. */
function rollUp({ repository, types, name, folder, check }) {
  const compilerOptions = {
    ...{ target: "es2022", lib: ["es2023"], module: "nodenext", moduleResolution: "nodenext" },
    ...{ strict: true, skipLibCheck: true, types: ["node"] },
  };
  const silent = { default: { logLevel: "none" } };
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(repository, "package.json"),
    configObject: {
      projectFolder: repository,
      mainEntryPointFilePath: types,
      // What a transform gets of the pod has its types.
      bundledPackages: ["@pulumi/kubernetesx"],
      compiler: { overrideTsconfig: { compilerOptions, files: [types] } },
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFileName: `${name}.api.md`,
        reportFolder: join(repository, "etc"),
        reportTempFolder: join(repository, "node_modules/.cache/api"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: join(folder, `${name}.d.ts`) },
      tsdocMetadata: { enabled: false },
      messages: {
        // The tags of the settings are this repository's own (scripts/settings/tags.ts).
        ...{ tsdocMessageReporting: silent, extractorMessageReporting: silent },
        compilerMessageReporting: { default: { logLevel: "error" } },
      },
    },
  });
  const result = Extractor.invoke(config, {
    localBuild: !check,
    messageCallback: (message) => {
      if (message.logLevel !== "error") {
        message.logLevel = "none";
      }
    },
  });
  if (result.errorCount > 0) {
    throw new Error(`The types of ${name} cannot be rolled up into one file.`);
  }
  return result.apiReportChanged;
}
