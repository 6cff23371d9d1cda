import type { Setting } from "../../components/args/setting";
import { markdownTable } from "../markdownTable";
import { type DescribedKey, describedKeys, notesOn, objectKeys, partsAlone } from "./describe";

/** docs/configuration.md. */
export function configurationPage(settings: readonly Setting[]): string {
  const keys = [...describedKeys(settings), ...partsAlone(settings)];
  const objects = objectKeys(settings).map(({ property }) => `\`${property}\``);
  return `# Configuration

Every setting of a stack. \`pulumi config set KEY VALUE\` sets one; an empty value is the same as none. In a program
of your own the same settings are the arguments of \`StickyApp\`, under the path of the second column; those of
\`service\`, and \`selector\`, are arguments of \`StickyExposure\`
([an application that is there already](existing-application.md)).

${objects.slice(0, -1).join(", ")} and ${objects.at(-1) ?? ""} can also be objects in the stack's file, with the
names of the second column; what has a dot in the first column is set that way only, or by
\`pulumi config set --path KEY VALUE\`. One setting is set in one of the two ways.

\`\`\`yaml
config:
  sticky-session:drain:
    mode: gate
    seconds: 20
\`\`\`

${markdownTable([["key", "argument", "default", "what it is"], ...keys.map(row)])}
`;
}

function row(described: DescribedKey): string[] {
  const { key, setting, description, default: value = "" } = described;
  const [config] = (setting.config ?? []).filter((candidate) => candidate.key === key);
  const path =
    config?.entry === undefined ? setting.property : `${setting.property}.${config.entry}`;
  const notes = notesOn(described).filter((note) => note !== `Default: ${value}.`);
  return [
    `\`${key}\``,
    `\`${path}\``,
    value === "" || value === "{}" ? "" : `\`${value}\``,
    [description, ...notes].join(" ").replaceAll("|", "\\|").replaceAll("<", "&lt;"),
  ];
}
