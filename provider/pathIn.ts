import schema from "./schema.json";

interface Property {
  readonly description: string;
  readonly $ref?: string;
  readonly items?: { readonly type?: string; readonly $ref?: string };
}

type Properties = Readonly<Record<string, Property>>;

const resources: Readonly<Record<string, { readonly inputProperties: Properties }>> =
  schema.resources;
const types: Readonly<
  Record<string, { readonly type: string; readonly properties?: Properties }>
> = schema.types;

/** How a language spells the properties of the schema; the others keep them. */
const spellings: Readonly<Record<string, (name: string) => string>> = {
  python: (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  go: capitalized,
  dotnet: capitalized,
};

/**
 * The path of a setting as a program in that language writes it: of Python `drain.pre_stop_seconds`. The keys of a map,
 * such as the names of variables, are the program's own.
 */
export function pathIn(language: string | undefined, type: string, path: string): string {
  const spelling = spellings[language ?? ""];
  if (spelling === undefined) {
    return path;
  }
  let properties: Properties | undefined = resources[type]?.inputProperties;
  return path.replaceAll(/([A-Za-z_]\w*)|\["(?:[^"\\]|\\.)*"\]/g, (part, name?: string) => {
    const property = name === undefined ? undefined : properties?.[name];
    properties = property && propertiesOf(property);
    return property === undefined ? part : spelling(part);
  });
}

/** Of an object, or of the objects in a list. */
function propertiesOf({ $ref, items }: Property): Properties | undefined {
  const reference = $ref ?? items?.$ref;
  return reference === undefined ? undefined : types[reference.replace("#/types/", "")]?.properties;
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
