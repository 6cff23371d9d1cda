import type { Setting } from "../../components/args/setting";

/** The settings as a TypeScript file, one a line. */
export function settingsTable(settings: readonly Setting[]): string {
  const program = settings.findIndex(({ property }) => property === "platform");
  const list = (name: string, comment: string, some: readonly Setting[]) => [
    `/** ${comment} */`,
    `export const ${name}: readonly Setting[] = [`,
    // The names of types are for the package's schema alone.
    ...some.map((setting) => `  ${JSON.stringify({ ...setting, type: undefined })},`),
    "];",
    "",
  ];
  const defaulted = settings
    .slice(program)
    .filter(({ property, default: value }) => !property.includes(".") && value !== undefined);
  const names = defaulted.map(({ property }) => JSON.stringify(property));
  return [
    "// Written by `npm run generate` from the comments of the settings' interfaces. Do not edit.",
    'import type { Setting } from "./setting";',
    "",
    ...list("programSettings", "Of `ProgramSettings`.", settings.slice(0, program)),
    ...list(
      "argsSettings",
      "Of `StickyAppArgs` and `StickyExposureArgs`, parents before their children.",
      settings.slice(program),
    ),
    "/** The properties of `StickyAppArgs` that have a default. */",
    `export type DefaultedProperty = ${names.join(" | ")};`,
    "",
  ].join("\n");
}
