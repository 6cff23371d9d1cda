import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./repository";

const parts = [
  "Pulumi.yaml",
  "Pulumi.k8s.yaml",
  "Pulumi.openshift.yaml",
  "pulumi.cjs",
  "scripts/program",
  "index.ts",
  "components",
  "package.json",
  "tsconfig.json",
];

/** Copies the program to a new folder, since Pulumi writes into a stack's configuration. */
export async function copyProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sticky-session-e2e-"));
  for (const part of parts) {
    await cp(join(repository, part), join(folder, part), { recursive: true });
  }
  await symlink(join(repository, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Removes a copy and all that Pulumi stored in it. */
export async function removeProgram(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
