import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { description, version } from "../package.json";
import { configurationPage } from "./settings/configurationPage";
import { readDeclarations } from "./settings/declarations";
import { packageSchema } from "./settings/packageSchema";
import { projectFile } from "./settings/projectFile";
import { readSettings } from "./settings/readSettings";
import { settingsTable } from "./settings/settingsTable";

const repository = join(__dirname, "..");

/** Everything that is written from the settings' interfaces, by its file. */
export function generated(): Readonly<Record<string, string>> {
  const settings = readSettings();
  return {
    "components/args/settings.generated.ts": settingsTable(settings),
    "Pulumi.yaml": projectFile(readFileSync(join(repository, "Pulumi.yaml"), "utf8"), settings),
    "docs/configuration.md": configurationPage(settings),
    "provider/schema.json": packageSchema(settings, readDeclarations(), { version, description }),
  };
}

if (require.main === module) {
  for (const [file, text] of Object.entries(generated())) {
    writeFileSync(join(repository, file), text);
  }
}
