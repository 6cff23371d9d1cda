import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import execa from "execa";
import { createRestrictedNamespace, deleteNamespace } from "../support/cluster";
import { Installed } from "../support/installed";
import { labSucceeds } from "../support/lab";

/** Where an installed package has it. */
const schema = "node_modules/pulumi-sticky-session/provider/schema.json";

/** The examples that the lab has hosts for, and how a program of each is made wrong. */
const languages = [
  {
    language: "typescript",
    file: "index.ts",
    given: 'controller: "traefik",',
    wrong: 'controller: "traefik", drain: { shutdownSeconds: 0 },',
    path: "drain.shutdownSeconds",
  },
  {
    language: "yaml",
    file: "Pulumi.yaml",
    given: "controller: traefik",
    wrong: "controller: traefik\n      drain: { shutdownSeconds: 0 }",
    path: "drain.shutdownSeconds",
  },
  {
    language: "python",
    file: "__main__.py",
    given: 'controller="traefik",',
    wrong: 'controller="traefik", drain=sticky.DrainArgs(shutdown_seconds=0),',
    path: "drain.shutdown_seconds",
  },
] as const;

describe("a program in a folder of its own, with the package from its tarball", function () {
  this.timeout(600_000);
  let installed: Installed;
  let path: string;

  before(async () => {
    installed = await Installed.create();
    const hosts = (await labSucceeds("languages")).trim();
    path = [hosts, process.env.PATH].join(delimiter);
  });
  after(() => installed.remove());

  for (const { language, file, given, wrong, path: property } of languages) {
    describe(`in ${language}`, () => {
      const name = `e2e-${randomBytes(4).toString("hex")}`;
      let folder: string;
      let env: Record<string, string>;

      before(async () => {
        folder = await installed.program(language);
        await mkdir(join(folder, "backend"));
        env = {
          PATH: path,
          PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
          PULUMI_CONFIG_PASSPHRASE: "test",
        };
        await createRestrictedNamespace(name);
        await symlink("../node_modules", join(folder, "node_modules"));
        if (language === "python") {
          env.PATH = [await pythonWithSdk(folder, env), path].join(delimiter);
        }
        await pulumi("stack", "init", "dev");
        await pulumi("config", "set", "host", `${name}.localhost`);
        await pulumi("config", "set", "namespace", name);
      });
      after(async () => {
        await pulumi("destroy", "--yes", "--skip-preview");
        await deleteNamespace(name);
      });

      async function pulumi(...args: string[]): Promise<execa.ExecaReturnValue> {
        const options = ["--non-interactive", "--color", "never"];
        return execa("pulumi", [...args, ...options], { cwd: folder, env, stdin: "ignore" });
      }

      it("is deployed, and verified", async () => {
        const { stdout } = await pulumi("up", "--yes", "--skip-preview");
        assert.match(stdout, /8 created/);
        const verified = await execa(
          "npx",
          ["--no-install", "sticky", "verify", "--stack", "dev"],
          { cwd: folder, env, stdin: "ignore", reject: false },
        );
        assert.equal(verified.exitCode, 0, verified.stdout);
        assert.match(verified.stdout, /^passed: \d+ passed, 0 failed/m);
      });

      it("changes nothing when it is run again", async () => {
        await pulumi("preview", "--expect-no-changes");
      });

      it(`is told of a wrong argument by ${property}, and nothing changes`, async () => {
        const program = await readFile(join(folder, file), "utf8");
        await writeFile(join(folder, file), program.replace(given, wrong));
        await assert.rejects(pulumi("preview"), ({ stdout }: execa.ExecaError) => {
          const lines = stdout.split("\n").map((line) => line.trim());
          const start = lines.indexOf(property);
          assert.ok(
            stdout.includes('StickyApp "hello" has 1 problem; nothing was changed.'),
            stdout,
          );
          assert.deepEqual(lines.slice(start, start + 3), [
            property,
            "got:      0",
            "allowed:  a whole number of seconds from 1 to 86400",
          ]);
          return true;
        });
        await writeFile(join(folder, file), program);
      });
    });
  }

  describe("in go", () => {
    it("compiles against the SDK", async () => {
      const folder = await installed.program("go");
      await symlink("../node_modules", join(folder, "node_modules"));
      // Builds with the Go that is installed, and downloads no other.
      const options = { cwd: folder, env: { PATH: path, GOTOOLCHAIN: "local" } };
      await execa("sdk-generator", ["go", schema, "sdks/sticky"], options);
      // The options of the lab's own builds, so that what these have compiled is taken from Go's cache.
      await execa("go", ["build", "-trimpath", "-buildvcs=false", "-o", "program", "."], options);
    });
  });
});

/** A Python with Pulumi and the package's SDK; the folder for the front of PATH. */
async function pythonWithSdk(folder: string, env: Record<string, string>): Promise<string> {
  const bin = join(folder, "venv/bin");
  const options = { cwd: folder, env };
  await execa("sdk-generator", ["python", schema, "sdks/sticky"], options);
  await execa("python3", ["-m", "venv", "venv"], options);
  const { version } = JSON.parse(
    await readFile(join(folder, "node_modules/@pulumi/pulumi/package.json"), "utf8"),
  ) as { version: string };
  const packages = [`pulumi==${version}`, "./sdks/sticky"];
  await execa(join(bin, "pip"), ["install", "--quiet", ...packages], options);
  return bin;
}
