import { tmpdir } from "node:os";

import execa from "execa";

import { reasonOf } from "../progress/reason";

/** For every call of go: builds with the Go that is installed, downloads no other. */
export const goEnvironment = { GOTOOLCHAIN: "local" };

/**
 * The version of the installed Go, such as `1.26.0`.
 *
 * @throws when there is none on PATH
 */
export async function installedGo(): Promise<string> {
  try {
    // Outside any module: one that wants a newer Go would be an error here.
    const { stdout } = await execa("go", ["env", "GOVERSION"], {
      cwd: tmpdir(),
      env: goEnvironment,
    });
    return stdout.replace(/^go/, "");
  } catch (error) {
    throw new Error(
      `The lab builds Kubernetes and its other programs with Go, and \`go env GOVERSION\` does not ` +
        `run (${reasonOf(error)}). ` +
        `Install Go from https://go.dev/dl and put its bin folder on PATH.`,
    );
  }
}

/** Whether Go `installed` can build what asks for Go `wanted`; both such as `1.25.0`. */
export function isNewEnough(installed: string, wanted: string): boolean {
  const numbers = (version: string) => version.split(".").map((part) => Number.parseInt(part, 10));
  const have = numbers(installed);
  for (const [index, want] of numbers(wanted).entries()) {
    const difference = (have[index] ?? 0) - want;
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return true;
}
