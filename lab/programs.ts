import { readFile, writeFile } from "node:fs/promises";

import type { ImageArchive } from "./images/image";
import type { DebianPrograms } from "./packages";
import { stateFiles } from "./stateFiles";

/** Everything that is run or loaded, resolved: absolute paths. */
export interface Programs {
  readonly debian: DebianPrograms;
  /** All of Kubernetes: the first argument names the program. */
  readonly kubernetes: string;
  readonly coredns: string;
  readonly traefik: string;
  readonly images: { readonly hello: ImageArchive; readonly sandbox: ImageArchive };
  /** The folders of pulumi and of the programs that it starts. */
  readonly pulumi: readonly string[];
  readonly versions: Versions;
}

/** What each program says its version is. */
export interface Versions {
  readonly etcd: string;
  readonly containerd: string;
  readonly kubernetes: string;
  readonly coredns: string;
  readonly traefik: string;
}

/** The programs that the lab was last brought up with; undefined when it never was. */
export async function recordedPrograms(): Promise<Programs | undefined> {
  try {
    return JSON.parse(await readFile(stateFiles.programs, "utf8")) as Programs;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error)) {
      return undefined;
    }
    throw error;
  }
}

/** Remembers them, so that `status`, `env` and `down` need not look for them. */
export async function recordPrograms(programs: Programs): Promise<void> {
  await writeFile(stateFiles.programs, JSON.stringify(programs, undefined, 2));
}
