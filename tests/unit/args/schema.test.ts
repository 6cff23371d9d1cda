import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import type { ComponentName } from "../../../components/args/setting";
import { argsSettings } from "../../../components/args/settings.generated";

/** The files that have what a schema cannot say, and those on the way to it. */
const rewritten = [
  "./stickyAppArgs.ts",
  "./stickyExposureArgs.ts",
  "./workloadArgs.ts",
  "./podArgs.ts",
];

/** An interface without what a schema cannot say: unions, and the types of Kubernetes, which can be anything there. */
function asSchemaHasIt(folder: string, file: string): string {
  return (
    readFileSync(join(folder, file), "utf8")
      .replaceAll(/ from "(\.[^"]*)"/g, (line, path: string) =>
        rewritten.includes(`${path}.ts`) ? line : ` from ${JSON.stringify(join(folder, path))}`,
      )
      .replace("Record<string, Variable>", "Record<string, any>")
      .replace("pod?: PodPatch", "pod?: any")
      // The types of Kubernetes take long to read, and nothing is asked of them.
      .replace('import type * as k8s from "@pulumi/kubernetes";', "")
      .replaceAll(/\bk8s(\.\w+)+/g, "any")
  );
}

describe("the arguments", () => {
  const folder = mkdtempSync(join(process.cwd(), "node_modules", ".schema-test-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("can be expressed by the schema of a Pulumi package", function () {
    // The analyzer reads all of Pulumi's types.
    this.timeout(120_000);
    const components = join(process.cwd(), "components");
    const options = { strict: true, module: "nodenext", moduleResolution: "nodenext", noLib: true };
    const config = { compilerOptions: { ...options, types: [] }, files: ["index.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    for (const file of rewritten) {
      writeFileSync(join(folder, file), asSchemaHasIt(join(components, "args"), file));
    }
    writeFileSync(
      join(folder, "index.ts"),
      `import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from "./stickyAppArgs";
import type { StickyExposureArgs } from "./stickyExposureArgs";
export class Application extends pulumi.ComponentResource {
  constructor(name: string, args: StickyAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Application", name, {}, opts);
  }
}
export class Exposure extends pulumi.ComponentResource {
  constructor(name: string, args: StickyExposureArgs, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Exposure", name, {}, opts);
  }
}
`,
    );
    const names = ["Application", "Exposure"];
    const analyzer = new Analyzer(folder, "sticky", { main: "index.ts" }, new Set(names));
    const { components: analyzed, typeDefinitions } = analyzer.analyze();
    const settingsOf = (own: ComponentName) =>
      argsSettings
        .filter(({ property, component = own }) => !/[.[]/.test(property) && component === own)
        .map(({ property }) => property);
    const { Application, Exposure } = analyzed;
    // What an interface inherits stands behind its own.
    assert.deepEqual(Object.keys(Application?.inputs ?? {}).sort(), settingsOf("StickyApp").sort());
    assert.deepEqual(
      Object.keys(Exposure?.inputs ?? {}).sort(),
      settingsOf("StickyExposure").sort(),
    );
    const { DrainMode } = typeDefinitions as Record<string, { enum?: { value?: unknown }[] }>;
    assert.deepEqual(
      DrainMode?.enum?.map(({ value }) => value),
      ["gate", "sessions", "app", "sleep", "off"],
    );
  });
});
