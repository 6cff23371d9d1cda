import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import type { ComponentName } from "../../../components/args/setting";
import { argsSettings } from "../../../components/args/settings.generated";

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
    writeFileSync(
      join(folder, "index.ts"),
      `import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from ${JSON.stringify(join(components, "args", "stickyAppArgs"))};
import type { StickyExposureArgs } from ${JSON.stringify(join(components, "args", "stickyExposureArgs"))};
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
        .filter(({ property, component = own }) => !property.includes(".") && component === own)
        .map(({ property }) => property);
    const { Application, Exposure } = analyzed;
    assert.deepEqual(Object.keys(Application?.inputs ?? {}), settingsOf("StickyApp"));
    // What an interface inherits stands behind its own.
    assert.deepEqual(
      Object.keys(Exposure?.inputs ?? {}).sort(),
      settingsOf("StickyExposure").sort(),
    );
    const { DrainMode } = typeDefinitions as Record<string, { enum?: { value?: unknown }[] }>;
    assert.deepEqual(
      DrainMode?.enum?.map(({ value }) => value),
      ["gate", "app", "sleep", "off"],
    );
  });
});
