import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import execa from "execa";

import { cached } from "../cache/cache";
import { reasonOf } from "../progress/reason";
import type { Report } from "../progress/report";

/** Which packages' files are wanted. */
export interface DebianPackages {
  /** First part of the folder's name in the cache, and the subject of progress messages. */
  readonly name: string;
  /** The packages themselves; the libraries that they depend on come with them. */
  readonly packages: readonly string[];
  /**
   * Packages that are left out, with what only they depend on.
   *
   * @default none: the files are complete down to the C library
   */
  readonly without?: readonly string[];
}

/**
 * The folder with the files of packages of this Debian (or Ubuntu), unpacked: nothing is
 * installed, no script of a package runs, no service starts.
 *
 * The versions are the archive's at the time of the first call on a release of the system; later
 * calls use no network.
 *
 * @throws when apt is not there or a package cannot be had
 */
export async function debianFiles(wanted: DebianPackages, report: Report): Promise<string> {
  return cached(
    wanted.name,
    ["debian files", process.arch, await systemRelease(wanted), JSON.stringify(wanted)],
    async (folder) => {
      const downloads = join(folder, "downloads");
      try {
        await download(wanted, downloads, report);
      } catch (error) {
        // The lists are missing, or so old that the archive has dropped a version for a newer one.
        report(
          `${wanted.name}: updating apt's package lists (${reasonOf(error).split("\n", 1).join()})`,
        );
        await execa("apt-get", ["update"], { env: { LC_ALL: "C" } });
        await download(wanted, downloads, report);
      }
      for (const file of await readdir(downloads)) {
        await execa("dpkg", ["--extract", join(downloads, file), folder]);
      }
      await rm(downloads, { recursive: true });
    },
    report,
  );
}

/**
 * The name of the package that another one depends on and that looks as `wanted` says: what
 * `default-jre-headless` stands for on this system, for example.
 *
 * @throws when there is none
 */
export async function debianDependency(
  name: string,
  wanted: RegExp,
  report: Report,
): Promise<string> {
  const find = async () =>
    (await describe([name])).get(name)?.dependencies.find((dependency) => wanted.test(dependency));
  const found = await find();
  if (found !== undefined) {
    return found;
  }
  report(`${name}: updating apt's package lists`);
  await execa("apt-get", ["update"], { env: { LC_ALL: "C" } });
  const updated = await find();
  if (updated === undefined) {
    throw new Error(`The package archive of this system has no ${name}.`);
  }
  return updated;
}

/** The release of the system that runs, with its point release where it tells one. */
async function systemRelease({ packages }: DebianPackages): Promise<string> {
  const [release = "", pointRelease = ""] = await Promise.all(
    ["/etc/os-release", "/etc/debian_version"].map((file) =>
      readFile(file, "utf8").catch(() => ""),
    ),
  );
  if (!/^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release)) {
    const name = /^PRETTY_NAME="?(.*?)"?$/m.exec(release)?.[1] ?? process.platform;
    throw new Error(
      `The lab takes ${packages.join(", ")} from Debian's packages, but this system is ${name}. ` +
        `Run it on Debian or Ubuntu, or use a cluster of your own.`,
    );
  }
  return release + pointRelease;
}

/** One package as the archive's list describes it. */
interface Package {
  readonly name: string;
  readonly version: string;
  /** Names of the packages that it depends on; of alternatives the first. */
  readonly dependencies: readonly string[];
  /** Whether it is there for the shared libraries in it. */
  readonly library: boolean;
  readonly bytes: number;
}

async function download(wanted: DebianPackages, folder: string, report: Report): Promise<void> {
  const closure = await withLibraries(wanted);
  const megabytes = closure.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  report(`${wanted.name}: downloading ${closure.length} packages, ${megabytes.toFixed(0)} MB`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // As root, apt would read the files as the user _apt, who cannot enter the folder, and warn.
  await execa(
    "apt-get",
    [
      ...["--option", "APT::Sandbox::User=root", "--option", "Acquire::Retries=3", "download"],
      ...closure.map(({ name, version }) => `${name}=${version}`),
    ],
    { cwd: folder, env: { LC_ALL: "C" } },
  );
}

/**
 * The wanted packages and the libraries that they or their libraries depend on. Other dependencies
 * (users to be added, scripts of services) matter to an installed package only.
 */
async function withLibraries({ packages, without = [] }: DebianPackages): Promise<Package[]> {
  const chosen = new Map<string, Package>();
  const seen = new Set<string>(without);
  for (let names = packages; names.length > 0;) {
    names.forEach((name) => seen.add(name));
    const described = await describe(names);
    const missing = packages.filter((name) => names.includes(name) && !described.has(name));
    if (missing.length > 0) {
      throw new Error(`The package archive of this system has no ${missing.join(", no ")}.`);
    }
    const added = [...described.values()].filter(
      ({ name, library }) => library || packages.includes(name),
    );
    added.forEach((each) => chosen.set(each.name, each));
    names = [...new Set(added.flatMap(({ dependencies }) => dependencies))].filter(
      (name) => !seen.has(name),
    );
  }
  return [...chosen.values()];
}

/** Those of the packages that the archive has, at the version that apt would install. */
async function describe(names: readonly string[]): Promise<Map<string, Package>> {
  const { stdout } = await execa("apt-cache", ["show", "--no-all-versions", ...names], {
    env: { LC_ALL: "C" },
    // It fails where none is known, which the caller tells more clearly.
    reject: false,
  });
  const packages = new Map<string, Package>();
  for (const stanza of stdout.split("\n\n")) {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(stanza)?.[1] ?? "";
    const name = field("Package");
    // An installed package that the archive no longer has is listed too, but has no file.
    if (name && field("Filename")) {
      packages.set(name, {
        name,
        version: field("Version"),
        dependencies: [field("Pre-Depends"), field("Depends")]
          .flatMap((list) => list.split(","))
          .map((dependency) => /^\s*([a-z0-9.+-]+)/.exec(dependency)?.[1] ?? "")
          .filter((dependency) => dependency !== ""),
        library: /(^|\/)libs$/.test(field("Section")),
        bytes: Number(field("Size")),
      });
    }
  }
  return packages;
}
