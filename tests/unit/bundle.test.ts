import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import execa from "execa";
import { commands } from "../../cli/sticky/commands";

const repository = join(__dirname, "../..");

/** What esbuild says of the bundle. */
interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
      }
    >
  >;
}

describe("the bundle of the commands", function () {
  this.timeout(120_000);
  let folder: string;
  let metafile: Metafile;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-bundle-"));
    const options = ["--out", join(folder, "commands"), "--metafile", join(folder, "meta.json")];
    await execa(process.execPath, ["scripts/build-commands.mjs", ...options], { cwd: repository });
    metafile = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as Metafile;
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("has the licence, and the notice, of every package in it", () => {
    const notice = readFileSync(join(folder, "commands/NOTICE.txt"), "utf8");
    const files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.keys(inputs).filter((path) => (inputs[path]?.bytesInOutput ?? 0) > 0),
    );
    const packages = new Set(
      files.flatMap((path) => /^.*node_modules\/((@[^/]+\/)?[^/]+)/.exec(path)?.[0] ?? []),
    );
    assert.ok(packages.size > 40, `${packages.size} packages`);
    for (const path of packages) {
      const { name, version } = JSON.parse(
        readFileSync(join(repository, path, "package.json"), "utf8"),
      ) as { name: string; version: string };
      assert.ok(notice.includes(`\n\n${name} ${version}\nLicence: `), `${name} ${version}`);
      const within = readdirSync(join(repository, path), { withFileTypes: true, recursive: true });
      for (const entry of within) {
        const file = relative(join(repository, path), join(entry.parentPath, entry.name));
        if (/^(licen[cs]e|notice)/i.test(file) && entry.isFile()) {
          const text = readFileSync(join(repository, path, file), "utf8").trim();
          assert.ok(notice.includes(text), `${path}/${file}`);
        }
      }
    }
  });

  /** What is loaded with an output at once, without what it loads when it is needed. */
  function loadedWith(output: string): { inputs: string[]; packages: string[] } {
    const loaded = new Set<string>();
    const load = (path: string): void => {
      if (!loaded.has(path)) {
        loaded.add(path);
        const { imports = [] } = metafile.outputs[path] ?? {};
        imports
          .filter(({ kind }) => kind === "import-statement")
          .forEach((each) => {
            load(each.path);
          });
      }
    };
    load(output);
    const inputs = [...loaded].flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
    const packages = inputs.flatMap(
      (path) => /node_modules\/((@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    );
    return { inputs, packages: [...new Set(packages)] };
  }

  it("loads nothing of a command, and none of its packages, before the command is used", () => {
    const entry = relative(repository, join(folder, "commands/sticky.mjs"));
    const { inputs, packages } = loadedWith(entry);
    assert.ok(inputs.includes("cli/sticky/main.ts"));
    const rooms = commands.map(({ name }) => `${name}/`);
    assert.deepEqual(
      inputs.filter((path) => rooms.some((room) => path.startsWith(room))),
      [],
    );
    assert.deepEqual(packages, ["commander"]);
  });

  it("loads none of the verifier's checks and clients for its help", () => {
    const [output] =
      Object.entries(metafile.outputs).find(([, { inputs }]) => "verify/main.ts" in inputs) ?? [];
    const { inputs, packages } = loadedWith(output ?? assert.fail());
    assert.ok(inputs.includes("verify/command.ts"));
    assert.deepEqual(
      inputs.filter((path) => /^verify\/(checks|cluster|diagnosis|report|subject)\//.test(path)),
      [],
    );
    assert.deepEqual(packages, ["commander"]);
  });

  it("runs from anywhere, and says what render needs beside it", async () => {
    const sticky = (...argv: string[]): execa.ExecaChildProcess =>
      execa(join(folder, "commands/sticky.mjs"), argv, { cwd: folder, reject: false });
    for (const { name } of commands) {
      const { exitCode, stdout } = await sticky(name, "--help");
      assert.equal(exitCode, 0, name);
      assert.match(stdout, new RegExp(`^Usage: sticky ${name} `));
    }
    const { exitCode, stderr } = await sticky("render", "--stack", "k8s", "--cwd", repository);
    assert.equal(exitCode, 3);
    assert.match(
      stderr,
      /^error: Pulumi's packages are not installed beside this command.*\n {2}fix: {6}npm install /,
    );
    assert.doesNotMatch(stderr, /\n\s+at /);
  });
});
