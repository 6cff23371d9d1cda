import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { argsSettings } from "../../../components/args/settings.generated";

/** The interface without what a schema cannot say: unions, and the types of Kubernetes, which can be anything there. */
function asSchemaHasIt(folder: string): string {
  return readFileSync(join(folder, "stickyAppArgs.ts"), "utf8")
    .replaceAll(
      / from "(\.[^"]*)"/g,
      (_, path: string) => ` from ${JSON.stringify(join(folder, path))}`,
    )
    .replace("Record<string, Variable>", "Record<string, any>")
    .replace("pod?: PodPatch", "pod?: any");
}

describe("StickyAppArgs", () => {
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
    writeFileSync(join(folder, "stickyAppArgs.ts"), asSchemaHasIt(join(components, "args")));
    writeFileSync(
      join(folder, "index.ts"),
      `import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from "./stickyAppArgs";
export class Application extends pulumi.ComponentResource {
  constructor(name: string, args: StickyAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Application", name, {}, opts);
  }
}
`,
    );
    const analyzer = new Analyzer(folder, "sticky", { main: "index.ts" }, new Set(["Application"]));
    const { components: analyzed, typeDefinitions } = analyzer.analyze();
    const own = argsSettings.filter(({ property }) => !/[.[]/.test(property));
    assert.deepEqual(
      Object.keys(analyzed.Application?.inputs ?? {}).sort(),
      own.map(({ property }) => property).sort(),
    );
    const { DrainMode } = typeDefinitions as Record<string, { enum?: { value?: unknown }[] }>;
    assert.deepEqual(
      DrainMode?.enum?.map(({ value }) => value),
      ["gate", "app", "sleep", "off"],
    );
  });
});
