import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { nearest } from "../components/args/nearest";
import { isPlainObject } from "../components/args/paths";
import { CommandError } from "../cli/commandError";
import type { ProjectFile, StackFile } from "./stackFile";

/** A stack as its files describe it. */
export interface Stack {
  readonly name: string;
  /** The folder of `Pulumi.yaml`. */
  readonly folder: string;
  readonly project: ProjectFile;
  readonly file: StackFile;
}

/**
 * Reads the stack's file and its project's, without Pulumi.
 *
 * @param start the folder of the project, or one below it
 * @throws CommandError where there is none, or it is none of this program
 */
export async function readStack(fullName: string, start: string): Promise<Stack> {
  const folder = await projectFolder(start);
  const project = await readYaml(join(folder, "Pulumi.yaml"));
  if (typeof project.name !== "string") {
    throw new CommandError(`${join(folder, "Pulumi.yaml")} has no name, so it is no project.`, 3);
  }
  demandProgram(project, folder);
  // As Pulumi shows it: organization/project/stack.
  const name = fullName.split("/").at(-1) ?? fullName;
  const stacks = (await readdir(folder)).flatMap(
    (file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [],
  );
  if (!stacks.includes(name)) {
    const meant = nearest(name, stacks);
    throw new CommandError(
      `There is no stack ${JSON.stringify(name)}: ${folder} has no Pulumi.${name}.yaml.\n` +
        `  allowed:  ${stacks.join(", ") || "none yet"}\n` +
        `  fix:      ${meant === undefined ? `pulumi stack init ${/^[\w.-]+$/.test(name) ? name : "NAME"}` : `sticky render --stack ${meant}`}`,
      2,
    );
  }
  const file = await readYaml(join(folder, `Pulumi.${name}.yaml`));
  return { name, folder, project: { ...project, name: project.name }, file };
}

async function projectFolder(start: string): Promise<string> {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const files = await readdir(folder).catch((error: unknown) => {
      throw new CommandError(`${folder} cannot be read: ${(error as Error).message}`, 2);
    });
    if (files.includes("Pulumi.yaml")) {
      return folder;
    }
    if (dirname(folder) === folder) {
      throw new CommandError(
        `Neither ${resolve(start)} nor a folder above it has a Pulumi.yaml.\n` +
          "  fix:      sticky render --cwd FOLDER ...   # the clone of sticky-session, where the stack is",
        2,
      );
    }
  }
}

/** A program of one's own makes what it likes: its stack's file does not say what. */
function demandProgram(project: StackFile, folder: string): void {
  const declared = Object.keys(project.config ?? {});
  // Not all of them: a clone may be older or newer.
  if (!["platform", "controller"].every((key) => declared.includes(key))) {
    throw new CommandError(
      `The project in ${folder} is another program than this one, whose configuration is all that it needs.\n` +
        "  allowed:  a clone of sticky-session, whose Pulumi.yaml declares its settings\n" +
        '  for a program of your own: new k8s.Provider("manifests", { renderYamlToDirectory: "FOLDER" }), and pulumi up',
      3,
    );
  }
}

async function readYaml(path: string): Promise<Record<string, unknown> & StackFile> {
  try {
    const data: unknown = parse(await readFile(path, "utf8")) ?? {};
    if (!isPlainObject(data)) {
      throw new Error("it is no mapping");
    }
    return data;
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}`, 3);
  }
}
