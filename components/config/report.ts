import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../affinity/problem";
import { countOf, reportProblems } from "../resolve/validation/report";
import { configKeys } from "./configKeys";
import { isSecret } from "./secrets";
import { nearestKey } from "./unknownKeys";

/** The problems by the keys of the configuration, each with the command that mends it. Secrets are not shown. */
export function reportSettings(config: pulumi.Config, problems: readonly Problem[]): string {
  const stack = pulumi.getStack();
  const heading = `The configuration of stack ${stack} has ${countOf(problems)}; nothing was changed.`;
  const known = problems.map((problem) => {
    const key = keyOf(problem.setting).key;
    return problem.got !== undefined && (isSecret(config, key) || isSecretKey(key))
      ? { ...problem, got: "[secret]" }
      : withGivenText(config, problem);
  });
  return reportProblems(heading, known, {
    nameOf: (setting) => {
      const { key, rest } = keyOf(setting);
      return `${config.name}:${key}${rest}`;
    },
    commandFor: (problem) => problem.fix ?? fixingCommand(config, problem, stack),
  });
}

function fixingCommand(
  config: pulumi.Config,
  { setting, example }: Problem,
  stack: string,
): string | undefined {
  const { key, rest } = keyOf(setting);
  const target = rest === "" ? key : `--path '${key}${rest}'`;
  const set = (to: string, value: string) =>
    `pulumi config set ${to} ${quoteForShell(value)} --stack ${stack}`;
  if (example === undefined) {
    return undefined;
  }
  if (example !== null && isSecretKey(key)) {
    // It asks for the value, so that no shell remembers it.
    return `pulumi config set --secret ${key} --stack ${stack}`;
  }
  if (example !== null) {
    return set(target, example);
  }
  const remove = `pulumi config rm ${target} --stack ${stack}`;
  const meant = key in configKeys ? undefined : nearestKey(key);
  const given = config.get(key);
  return meant === undefined || given === undefined || isSecret(config, key)
    ? remove
    : `${remove} && ${set(meant, given)}`;
}

function quoteForShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A number that could not be read was given as a text, and that is what its author knows it by. */
function withGivenText(config: pulumi.Config, problem: Problem): Problem {
  return Number.isNaN(problem.got)
    ? { ...problem, got: config.get(keyOf(problem.setting).key) }
    : problem;
}

/** The key that sets a property, and what of the property goes beyond it: an entry of a list or map. */
function keyOf(setting: string): { key: string; rest: string } {
  for (const [key, { property }] of Object.entries(configKeys)) {
    if (setting === property || setting.startsWith(`${property}[`)) {
      return { key, rest: setting.slice(property.length) };
    }
    if (setting.startsWith(`${property}.`)) {
      return { key, rest: `["${setting.slice(property.length + 1)}"]` };
    }
  }
  return { key: setting, rest: "" };
}

/** Whether the key's value has to be set with `--secret`. */
function isSecretKey(key: string): boolean {
  return configKeys[key]?.kind === "secret";
}
