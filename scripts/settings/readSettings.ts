import ts from "typescript";
import type { ComponentName, ConfigKey, Setting, SettingKind } from "../../components/args/setting";
import { type FormatName, formats } from "../../components/args/formats";
import { platforms } from "../../components/affinity/platform";
import { type Declarations, readDeclarations } from "./declarations";
import { type Tags, tagsOf } from "./tags";

/** All settings of `ProgramSettings`, `StickyAppArgs` and `StickyExposureArgs`, parents before their children. */
export function readSettings(): Setting[] {
  const declarations = readDeclarations();
  const app = settingsOf("StickyAppArgs", "", declarations);
  const exposure = settingsOf("StickyExposureArgs", "", declarations);
  return [
    ...settingsOf("ProgramSettings", "", declarations),
    ...app.map((setting) => onlyIn("StickyApp", setting, exposure)),
    ...exposure
      .map((setting) => onlyIn("StickyExposure", setting, app))
      .filter(({ component }) => component !== undefined),
  ];
}

/** The setting with the component that alone has it, unless the other one has it too. */
function onlyIn(component: ComponentName, setting: Setting, others: readonly Setting[]): Setting {
  const { property, kind, ...rest } = setting;
  return others.some((other) => other.property === property)
    ? setting
    : { property, kind, component, ...rest };
}

function settingsOf(name: string, path: string, declarations: Declarations): Setting[] {
  const declaration = declarations.interfaces.get(name);
  if (declaration === undefined) {
    throw new Error(`${name} is in none of the files that scripts/settings reads.`);
  }
  const inherited = (declaration.heritageClauses ?? [])
    .flatMap(({ types }) => types)
    .flatMap((type) => settingsOf(type.getText(), path, declarations));
  const own = declaration.members.filter(ts.isPropertySignature).flatMap((member) => {
    const property = path + member.name.getText();
    const shape = shapeOf(member.type, property, declarations);
    const setting = settingOf(member, property, shape);
    return shape.of === undefined || shape.values !== undefined
      ? [setting]
      : [setting, ...settingsOf(shape.of, partsOf(setting), declarations)];
  });
  return [...inherited, ...own];
}

/** What the paths of its parts begin with. */
function partsOf({ property, kind }: Setting): string {
  return kind === "objects" ? `${property}[].` : `${property}.`;
}

/** What the type of a property says. */
interface Shape {
  readonly kind: SettingKind;
  readonly input?: boolean;
  readonly values?: readonly string[];
  /** The interface of an object, the enumeration of the values. */
  readonly of?: string;
}

const keywords: Readonly<Record<string, SettingKind>> = {
  string: "text",
  number: "number",
  boolean: "boolean",
  PodPatch: "manifest",
};

function shapeOf(
  type: ts.TypeNode | undefined,
  property: string,
  declarations: Declarations,
): Shape {
  const text = type?.getText() ?? "";
  const input = /^pulumi\.Input<(.*)>$/.exec(text)?.[1];
  const list = /^(?:pulumi\.Input<)?string>?\[\]$/.test(text);
  const map = /^Record<string, (pulumi\.Input<string>|string)>$/.exec(text)?.[1];
  const mapped = /^Record<string, (\w+)>$/.exec(text)?.[1] ?? "";
  const listed = /^(\w+)\[\]$/.exec(text)?.[1];
  const kind = keywords[input ?? text];
  const valuesOf = (name: string) =>
    declarations.enumerations.get(name)?.members.map(({ value }) => value);
  const values = valuesOf(input ?? text);
  if (kind !== undefined) {
    return { kind, ...(input !== undefined && { input: true }) };
  }
  if (list || map !== undefined) {
    return { kind: list ? "list" : "map", ...(text.includes("pulumi.Input") && { input: true }) };
  }
  if (text === "Record<string, Variable>") {
    return { kind: "variables", input: true };
  }
  if (valuesOf(mapped) !== undefined) {
    return { kind: "map", values: valuesOf(mapped), of: mapped };
  }
  if (values !== undefined) {
    return { kind: "text", values, of: input ?? text };
  }
  if (listed !== undefined && declarations.interfaces.has(listed)) {
    return { kind: "objects", of: listed };
  }
  if (declarations.interfaces.has(text)) {
    return { kind: "object", of: text };
  }
  throw new Error(`${property} has the type ${text}, which scripts/settings does not know.`);
}

function settingOf(
  member: ts.PropertySignature,
  property: string,
  { kind, input, values, of: type }: Shape,
): Setting {
  const tags = tagsOf(member, property);
  const { one, description } = tags;
  const initial = one("default");
  const onlyWith = one("onlyWith")?.split(" ");
  return defined<Setting>({
    property,
    kind,
    type,
    config: configOf(tags),
    description,
    required: member.questionToken === undefined ? true : undefined,
    input,
    secret: one("secret") === undefined ? undefined : true,
    canBeSecret: one("canBeSecret") === undefined ? undefined : true,
    ...(initial?.startsWith("- ")
      ? { whenUnset: initial.slice(2) }
      : { default: initial === undefined ? undefined : (JSON.parse(initial) as unknown) }),
    inStack: one("inStack"),
    example: one("example"),
    values,
    minimum: numberOf(one("minimum")),
    maximum: numberOf(one("maximum")),
    unit: one("unit"),
    format: formatOf(one("format")),
    keys: formatOf(one("keys")),
    allowed: one("allowed"),
    reason: one("reason"),
    platform: platforms.find((platform) => platform === one("platform")),
    elsewhere: one("elsewhere"),
    onlyWith: onlyWith && {
      property: onlyWith[0] ?? "",
      values: onlyWith.slice(1).map((value) => (value === "true" ? true : value)),
    },
  });
}

function configOf({ all }: Tags): ConfigKey[] | undefined {
  const keys = all("config").map((text): ConfigKey => {
    const [, key = "", entry, description] = /^(\w+)(?: (\w+): (.*))?$/.exec(text) ?? [];
    return defined({ key, entry, description });
  });
  return keys.length === 0 ? undefined : keys;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function formatOf(name: string | undefined): FormatName | undefined {
  if (name !== undefined && !(name in formats)) {
    throw new Error(`components/args/formats.ts has no format ${name}.`);
  }
  return name as FormatName | undefined;
}

/** Without the properties that are undefined. */
function defined<T extends object>(value: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as unknown as T;
}
