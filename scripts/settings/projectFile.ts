import type { Setting } from "../../components/args/setting";
import { type DescribedKey, describedKeys, notesOn, objectKeys } from "./describe";

const begin = "\nconfig:\n";

/**
 * Pulumi.yaml with its keys written anew.
 *
 * @throws Error when it has no `config`
 */
export function projectFile(before: string, settings: readonly Setting[]): string {
  const at = before.indexOf(begin);
  if (at === -1) {
    throw new Error("Pulumi.yaml has no line `config:`.");
  }
  const keys = describedKeys(settings);
  const objects = objectKeys(settings).filter(
    ({ property }) => !keys.some(({ key }) => key === property),
  );
  const entries = [
    ...keys.map((described) =>
      entry(described.key, descriptionOf(described, settings), described.setting.inStack),
    ),
    ...objects.map(({ property, description }) =>
      entry(property, `${description} An object; its parts have keys of their own too.`),
    ),
  ];
  return before.slice(0, at) + begin + entries.join("");
}

function descriptionOf(described: DescribedKey, settings: readonly Setting[]): string {
  const object = objectKeys(settings).some(({ property }) => property === described.key)
    ? ["Or an object with all of its settings."]
    : [];
  return [described.description, ...notesOn(described), ...object].join(" ");
}

function entry(key: string, description: string, value = '""'): string {
  return [
    `  ${key}:`,
    "    description: >-",
    ...wrap(description),
    `    default: ${value}`,
    "",
  ].join("\n");
}

/** The lines of a text, indented and 112 characters long at most. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "     ";
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > 112) {
      lines.push(line);
      line = "     ";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
