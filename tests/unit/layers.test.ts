import assert from "node:assert/strict";
import { join } from "node:path";
import { ESLint, Linter } from "eslint";

const eslint = new ESLint({ cwd: join(__dirname, "../..") });

/** Whether eslint.config.mjs lets a file import this. */
async function mayImport(file: string, imported: string): Promise<boolean> {
  const { rules } = (await eslint.calculateConfigForFile(file)) as Linter.Config;
  const rule = rules?.["no-restricted-imports"] ?? "off";
  const found = new Linter().verify(`import "${imported}";`, [
    { rules: { "no-restricted-imports": rule } },
  ]);
  assert.ok(found.every(({ ruleId }) => ruleId === "no-restricted-imports"));
  return found.length === 0;
}

describe("eslint lets", function () {
  this.timeout(60_000);

  for (const [file, imported] of [
    ["index.ts", "./components/stickyApp"],
    ["components/stickyApp.ts", "./affinity/affinity"],
    ["components/stickyApp.ts", "@pulumi/kubernetes"],
    ["verify/main.ts", "../cli/terminal/terminal"],
    ["verify/main.ts", "../components/affinity/affinity"],
    ["manifests/sourced.ts", "../components/affinity/objects"],
    ["doctor/main.ts", "../verify/cluster/kubeConfig"],
    ["doctor/main.ts", "../manifests/readManifests"],
    ["migrate/main.ts", "../manifests/readManifests"],
    ["migrate/main.ts", "../components/affinity/dialect"],
    ["migrate/main.ts", "../verify/cluster/kubeConfig"],
    ["cli/sticky/main.ts", "../runCommand"],
    ["demo/demo.ts", "../verify/verify"],
    ["lab/up.ts", "../cli/terminal/isColored"],
    ["lab/provider/main.ts", "@pulumi/pulumi/proto/provider_grpc_pb"],
    ["tests/unit/lab/table.test.ts", "../../../lab/table"],
  ] as const) {
    it(`${file} import ${imported}`, async () => {
      assert.ok(await mayImport(file, imported));
    });
  }
});

describe("eslint does not let", function () {
  this.timeout(60_000);

  for (const [file, imported] of [
    ["index.ts", "./lab/up"],
    ["components/stickyApp.ts", "../verify/verify"],
    ["components/stickyApp.ts", "../cli/terminal/terminal"],
    ["components/config/readSettings.ts", "../../demo/demo"],
    ["components/affinity/affinity.ts", "../stickyApp"],
    ["components/affinity/affinity.ts", "@pulumi/pulumi"],
    ["components/affinity/dialects/traefik.ts", "../../stickyApp"],
    ["cli/terminal/terminal.ts", "../../verify/message"],
    ["cli/runCommand.ts", "./sticky/main"],
    ["cli/sticky/main.ts", "../../verify/main"],
    ["verify/main.ts", "../cli/sticky/commands"],
    ["verify/main.ts", "../lab/up"],
    ["verify/main.ts", "../demo/demo"],
    ["verify/main.ts", "../components/stickyApp"],
    ["verify/main.ts", "@pulumi/pulumi"],
    ["manifests/sourced.ts", "../components/stickyApp"],
    ["doctor/main.ts", "../components/stickyApp"],
    ["doctor/main.ts", "../verify/verify"],
    ["manifests/sourced.ts", "../verify/verify"],
    ["migrate/main.ts", "../components/stickyApp"],
    ["migrate/main.ts", "../verify/verify"],
    ["migrate/main.ts", "../doctor/main"],
    ["demo/demo.ts", "../lab/up"],
    ["demo/demo.ts", "../components/stickyApp"],
    ["lab/up.ts", "../verify/verify"],
    ["lab/up.ts", "../cli/command"],
    ["lab/provider/main.ts", "../../components/stickyApp"],
    ["bench/verify.ts", "../lab/up"],
    ["scripts/markdownTable.ts", "../lab/table"],
    ["tests/e2e/lab.test.ts", "../../lab/up"],
  ] as const) {
    it(`${file} import ${imported}`, async () => {
      assert.ok(!(await mayImport(file, imported)));
    });
  }
});
