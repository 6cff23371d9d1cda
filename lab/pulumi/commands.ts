import { access, constants, link, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";

import execa from "execa";

import { buildProgram } from "../builds/build";
import { cached } from "../cache/cache";
import { folders } from "../state/folders";
import type { Report } from "../progress/report";
import { hostName, languageHostScript } from "./languageHost";

/** Pulumi's command line and its Node.js language host; absolute paths. */
export interface PulumiCommands {
  readonly pulumi: string;
  readonly languageHost: string;
}

/**
 * Those of the user, when they suit the version of the SDK, else our own, built from their Go
 * modules.
 *
 * @param sdk - the version of @pulumi/pulumi
 */
export async function pulumiCommands(sdk: string, report: Report): Promise<PulumiCommands> {
  return (await installedCommands(sdk, report)) ?? (await builtCommands(report));
}

/** Both in one folder: the engine warns about a language host that is not beside it. */
async function builtCommands(report: Report): Promise<PulumiCommands> {
  const pulumi = await buildProgram("pulumi", report);
  const languageHost = await buildProgram("languageHost", report);
  const script = basename(languageHost);
  const inputs = [pulumi, languageHost, languageHostScript];
  const folder = await cached("pulumi-commands", inputs, async (target) => {
    // Not symbolic links, which the engine would follow to another folder.
    await link(pulumi, join(target, basename(pulumi)));
    await link(languageHost, join(target, hostName(script)));
    await writeFile(join(target, script), languageHostScript, { mode: 0o755 });
  });
  return { pulumi: join(folder, basename(pulumi)), languageHost: join(folder, script) };
}

async function installedCommands(sdk: string, report: Report): Promise<PulumiCommands | undefined> {
  const path = (process.env.PATH ?? "").split(delimiter);
  const pulumi = await find("pulumi", path);
  if (!pulumi) {
    return undefined;
  }
  const version = await versionOf(pulumi);
  if (!version || minor(version) !== minor(sdk)) {
    report(
      `${pulumi} has ${version ? `version ${version}` : "no known version"}, not ${minor(sdk)}.x: the lab builds its own`,
    );
    return undefined;
  }
  // The installer puts the language host beside the command.
  const languageHost = await find("pulumi-language-nodejs", [dirname(pulumi), ...path]);
  if (!languageHost) {
    report(`${pulumi} has no pulumi-language-nodejs beside it or on PATH: the lab builds its own`);
    return undefined;
  }
  return { pulumi, languageHost };
}

/** The first executable of that name, except the lab's own, which may be on PATH too. */
async function find(name: string, path: readonly string[]): Promise<string | undefined> {
  // The cache may be a link to another place.
  const own = await Promise.all(
    [folders.root, folders.cache].map((folder) => realpath(folder).catch(() => folder)),
  );
  for (const folder of path.filter((each) => each !== "")) {
    const file = join(folder, name);
    try {
      await access(file, constants.X_OK);
    } catch {
      continue;
    }
    const real = await realpath(file);
    if (!own.some((folder) => real.startsWith(`${folder}/`))) {
      return file;
    }
  }
  return undefined;
}

async function versionOf(pulumi: string): Promise<string | undefined> {
  const { stdout } = await execa(pulumi, ["version"], {
    cwd: tmpdir(),
    env: { PULUMI_HOME: folders.pulumiHome, PULUMI_SKIP_UPDATE_CHECK: "true" },
    reject: false,
  });
  return /^v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

/** `3.245` of `3.245.0`: a command serves the SDK that was released with it. */
function minor(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
