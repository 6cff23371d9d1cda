import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { markdownTable } from "./markdownTable";

/** A key as Pulumi.yaml declares it. */
interface DeclaredKey {
  readonly description: string;
  readonly default: unknown;
}

const repository = join(__dirname, "..");
const readmeFile = join(repository, "README.md");

/** The table stands between these two lines of README.md. */
const [begin, end] = ["<!-- config table: npm run docs:config -->", "<!-- end of config table -->"];

/** README.md as it is. */
export function readme(): string {
  return readFileSync(readmeFile, "utf8");
}

/**
 * The text with its table of configuration keys made anew from Pulumi.yaml.
 *
 * @throws Error when the two lines around the table are not there
 */
export function withConfigTable(text: string): string {
  const [before, rest] = text.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) {
    throw new Error(`README.md has no lines "${begin}" and "${end}" around its table.`);
  }
  return `${before}${begin}\n\n${configTable()}\n\n${end}${after}`;
}

function configTable(): string {
  const { config } = parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as {
    config: Record<string, DeclaredKey>;
  };
  const rows = Object.entries(config).map(([key, declared]) => [
    `\`${key}\``,
    defaultOf(declared),
    declared.description,
  ]);
  return markdownTable([["key", "default", "what it is"], ...rows]);
}

function defaultOf({ default: value }: DeclaredKey): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text === "" || text === "{}" ? "" : `\`${text}\``;
}

if (require.main === module) {
  writeFileSync(readmeFile, withConfigTable(readme()));
}
