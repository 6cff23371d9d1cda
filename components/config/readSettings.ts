import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../affinity/problem";
import { makePlan } from "../resolve/plan";
import { configKeys } from "./configKeys";
import { reportSettings } from "./report";
import { isSecret } from "./secrets";
import { unknownKeys } from "./unknownKeys";
import { expected, getProperty, mapValues, parseValue, setProperty } from "./values";
import type { StickyAppArgs } from "../args/stickyAppArgs";
import { withoutStack } from "../withoutStack";

/** What a stack's configuration says. */
export interface Settings {
  readonly name: string;
  readonly args: StickyAppArgs;
}

/**
 * Reads the stack's configuration; nothing else touches it.
 *
 * @throws pulumi.RunError with everything that is wrong with it, and the commands that mend it.
 */
export function readSettings(): Settings {
  const config = new pulumi.Config();
  const { problems: unreadable, values } = readValues(config);
  const name = (values.name as string | undefined) ?? "";
  // The values have the shape of the arguments by the table of keys; whether they make sense is checked next.
  const args = values as unknown as StickyAppArgs;
  const planned = makePlan(name, args);
  const invalid = "problems" in planned ? planned.problems : [];
  const problems = [...unknownKeys(config.name), ...unreadable, ...invalid];
  if (problems.length > 0) {
    throw withoutStack(new pulumi.RunError(reportSettings(config, problems)));
  }
  keepSecrets(values);
  return { name, args };
}

/** Only now, since what is secret can be checked no more. */
function keepSecrets(values: Record<string, unknown>): void {
  for (const { property, kind } of Object.values(configKeys)) {
    const value = kind === "secret" ? getProperty(values, property) : undefined;
    if (value !== undefined) {
      setProperty(values, property, pulumi.secret(value));
    }
  }
}

function readValues(config: pulumi.Config): {
  problems: Problem[];
  values: Record<string, unknown>;
} {
  const problems: Problem[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, { property, kind, required = false }] of Object.entries(configKeys)) {
    const text = config.get(key);
    if (text === undefined || (text === "" && !required)) {
      continue;
    }
    const value = parseValue(text, kind);
    if (kind === "secret" && !isSecret(config, key)) {
      problems.push({
        setting: property,
        got: text,
        reason: "it stands in plain text in the stack's configuration file",
        ...expected.secret,
      });
      setProperty(values, property, value);
    } else if (value === undefined) {
      problems.push({ setting: property, got: text, ...expected[kind] });
    } else if (kind === "map" && isSecret(config, key)) {
      setProperty(values, property, mapValues(value as Record<string, string>, pulumi.secret));
    } else {
      setProperty(values, property, value);
    }
  }
  return { problems, values };
}
