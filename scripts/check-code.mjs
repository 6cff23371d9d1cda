// `npm run check:code`: what `npm run typecheck` and `npm run lint` say, with the types worked out once for both.
import { ESLint } from "eslint";
import ts from "typescript";
import config from "../eslint.config.mjs";

const project = ts.getParsedCommandLineOfConfigFile("tsconfig.json", undefined, {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic(diagnostic) {
    throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
  },
});
const program = ts.createProgram({ rootNames: project.fileNames, options: project.options });

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    ...config,
    {
      files: ["**/*.ts"],
      languageOptions: { parserOptions: { projectService: false, programs: [program] } },
    },
  ],
});
const results = await eslint.lintFiles(["."]);
const formatter = await eslint.loadFormatter("stylish");
process.stdout.write(await formatter.format(results));

const diagnostics = [...project.errors, ...ts.getPreEmitDiagnostics(program)];
process.stdout.write(
  ts.formatDiagnostics(diagnostics, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getNewLine: () => "\n",
  }),
);
if (diagnostics.length > 0 || ESLint.getErrorResults(results).length > 0) {
  process.exitCode = 1;
}
