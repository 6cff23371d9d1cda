import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { devDependencies } from "../../../package.json";
import { repository } from "./repository";

/** Of these the package takes the program's. */
const peers = ["@pulumi/pulumi", "@pulumi/kubernetes"] as const;

/** Folders of programs that have the package from its tarball, as everybody has it. */
export class Installed {
  private constructor(private readonly folder: string) {}

  /** Packs this repository and installs it beside Pulumi's packages, once for all programs. */
  static async create(): Promise<Installed> {
    const folder = await mkdtemp(join(tmpdir(), "sticky-session-e2e-"));
    const packed = await execa("npm", ["pack", "--silent", "--pack-destination", folder], {
      cwd: repository,
    });
    const archive = join(folder, packed.stdout.trim().split("\n").at(-1) ?? "");
    await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
    const versions = peers.map((name) => `${name}@${devDependencies[name]}`);
    // Without the scripts of packages: Pulumi's downloads a plugin.
    const options = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    await execa("npm", ["install", ...options, archive, ...versions], { cwd: folder });
    return new Installed(folder);
  }

  /** The example in a language, in a folder of its own below `node_modules`'. */
  async program(language: string): Promise<string> {
    const folder = join(this.folder, language);
    await cp(join(repository, "examples/programs", language), folder, { recursive: true });
    return folder;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
