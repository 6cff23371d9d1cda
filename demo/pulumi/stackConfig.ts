import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse, parseDocument } from "yaml";
import { DemoError } from "../demoError";
import { repository } from "../repository";

/** A copy of a stack's configuration, outside the repository. */
export interface StackConfig {
  /** A folder that pulumi takes for the project, without its program. */
  readonly folder: string;
  /** The copy of `Pulumi.<stack>.yaml`. */
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/**
 * The stack's configuration in the repository.
 *
 * @throws DemoError when the stack has none
 */
export function stackConfigFile(stack: string): string {
  const file = join(repository, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) {
    throw new DemoError(
      `There is no stack "${stack}": ${basename(file)} does not exist. Stacks: ${stackNames().join(", ")}.`,
      2,
    );
  }
  return file;
}

/** What the stack is for, whatever its name is: its own setting, else the project's default. */
export async function stackPlatform(stack: string): Promise<string> {
  const own = parse(await readFile(stackConfigFile(stack), "utf8")) as Configuration | null;
  const project = parse(await readFile(join(repository, "Pulumi.yaml"), "utf8")) as Configuration<{
    default?: string;
  }>;
  const key = "sticky-session:platform";
  return own?.config?.[key] ?? project.config?.platform?.default ?? "kubernetes";
}

/** A configuration file, as far as it is read here. */
interface Configuration<T = string> {
  readonly config?: Readonly<Record<string, T | undefined>>;
}

/**
 * Copies Pulumi.yaml and `Pulumi.<stack>.yaml`. Pulumi writes into a stack's file by itself (with a
 * passphrase, the salt of the encryption); given the copy, it leaves the repository as it is.
 *
 * @param forLab whether it is for the lab, whose passphrase no salt in the repository needs to fit
 * @throws DemoError when the stack has no configuration
 */
export async function copyStackConfig(stack: string, forLab: boolean): Promise<StackConfig> {
  const original = stackConfigFile(stack);
  const folder = await mkdtemp(join(tmpdir(), "sticky-session-demo-"));
  const file = join(folder, basename(original));
  const text = await readFile(original, "utf8");
  await writeFile(file, forLab ? withoutUnusedSalt(text) : text);
  await copyFile(join(repository, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  return { folder, file, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The configuration without the salt of its encryption, where nothing in it is encrypted. */
export function withoutUnusedSalt(text: string): string {
  const document = parseDocument(text);
  if (!/^\s*-?\s*secure:/m.test(text)) {
    document.delete("encryptionsalt");
  }
  return document.toString();
}

/** The stacks that the repository has a configuration for. */
export function stackNames(): string[] {
  return readdirSync(repository).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
}
