import type { ComponentName, Setting } from "../../components/args/setting";
import { nameOf, parentOf } from "../../components/args/paths";
import { commentOf, type Declarations, type Enumeration } from "./declarations";
import { notesOn } from "./describe";

/** What is written of a property, as far as it is used here (pulumi.com/docs: package schema). */
interface PropertySpec {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: PropertySpec;
  readonly additionalProperties?: PropertySpec;
  readonly plain?: true;
  readonly secret?: true;
  readonly description?: string;
}

/** Any value: what a union of texts and objects is in every language. */
const any: PropertySpec = { $ref: "pulumi.json#/Any" };

/** The component's outputs. */
const outputs: Readonly<Record<string, PropertySpec>> = {
  url: { type: "string", description: "Where clients find the application." },
  host: { type: "string", description: "The host name of `url`." },
  hosts: {
    type: "array",
    items: { type: "string" },
    description: "All host names that it is served under, wildcards among them.",
  },
  urls: {
    type: "array",
    items: { type: "string" },
    description: "A URL for each of them, of a wildcard with a name below it.",
  },
  cookieName: {
    type: "string",
    description:
      "The name of the cookie that keeps a client on its pod; none where affinity is off, or where the controller " +
      "chooses a name that cannot be known.",
  },
};

const descriptions: Readonly<Record<ComponentName, string>> = {
  StickyApp:
    "An application whose clients stay on the pod that first answered them: a StatefulSet with its ServiceAccount and " +
    "Services, and an Ingress, an OpenShift Route or what else the controller that serves it uses, with the affinity " +
    "in that controller's own settings. Its name is the name of the objects.",
  StickyExposure:
    "Sticky sessions for an application that is there already, whoever deployed it: an Ingress, an OpenShift Route or " +
    "what else the controller uses, with the affinity in that controller's own settings. Where these are on a Service, " +
    "the pods get another one, so that nothing of the application is changed. Its name is the name of the objects.",
};

/** The Pulumi package's schema, from which the SDKs of all languages are generated. */
export function packageSchema(
  settings: readonly Setting[],
  declarations: Declarations,
  { version, description }: { readonly version: string; readonly description: string },
): string {
  const args = settings.slice(settings.findIndex(({ property }) => property === "platform"));
  const options = settings.filter(({ property }) =>
    ["checkCluster", "watchPods"].includes(property),
  );
  const resourceOf = (component: ComponentName) => {
    const own = args.filter((setting) => (setting.component ?? component) === component);
    const offered = options.filter(
      ({ property }) => component === "StickyApp" || property !== "watchPods",
    );
    return {
      isComponent: true,
      description: descriptions[component],
      properties: outputs,
      required: Object.keys(outputs).filter((name) => name !== "cookieName"),
      inputProperties: {
        ...propertiesIn(own, ""),
        ...propertiesIn(offered, ""),
        objectName: {
          type: "string",
          plain: true,
          description:
            "The name of the application and of its objects, where it is not the component's: for the same application " +
            "in two namespaces or clusters, since Pulumi tells the resources of a program apart by their names.",
        },
      },
      requiredInputs: requiredIn(own, ""),
    };
  };
  const schema = {
    name: "sticky",
    displayName: "Sticky sessions",
    version,
    description,
    keywords: ["pulumi", "kubernetes", "category/infrastructure", "kind/component"],
    license: "Apache-2.0",
    meta: { moduleFormat: "(.*)" },
    language: {
      nodejs: { respectSchemaVersion: true },
      python: { respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { respectSchemaVersion: true, generateResourceContainerTypes: true },
      csharp: { respectSchemaVersion: true },
      java: {},
    },
    types: typesOf(args, declarations),
    resources: {
      "sticky:index:StickyApp": resourceOf("StickyApp"),
      "sticky:index:StickyExposure": resourceOf("StickyExposure"),
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function propertiesIn(settings: readonly Setting[], parent: string): Record<string, PropertySpec> {
  return Object.fromEntries(
    childrenOf(settings, parent).map((setting) => [nameOf(setting.property), propertyOf(setting)]),
  );
}

function requiredIn(settings: readonly Setting[], parent: string): string[] {
  return childrenOf(settings, parent)
    .filter(({ required }) => required === true)
    .map(({ property }) => nameOf(property));
}

function childrenOf(settings: readonly Setting[], parent: string): Setting[] {
  return settings.filter(({ property }) => property !== parent && parentOf(property) === parent);
}

function propertyOf(setting: Setting): PropertySpec {
  const { description, input, secret, default: value } = setting;
  const isDecided = input !== true || ["list", "map", "variables"].includes(setting.kind);
  const notes = notesOn({
    key: setting.property,
    setting: { ...setting, secret: undefined },
    description,
    default: setting.required === true || value === undefined ? undefined : textOf(value),
  });
  return {
    ...shapeOf(setting),
    // It decides which objects there are: it has to be known before any is made.
    ...(isDecided && { plain: true as const }),
    ...(secret === true && { secret: true as const }),
    description: [description, ...notes].join(" "),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function shapeOf({ kind, type, values, input }: Setting): PropertySpec {
  const text: PropertySpec = values === undefined ? { type: "string" } : typeNamed(type);
  const item: PropertySpec = { ...text, ...(input !== true && { plain: true as const }) };
  switch (kind) {
    case "text":
      return text;
    case "number":
      return { type: "integer" };
    case "boolean":
      return { type: "boolean" };
    case "list":
      return { type: "array", items: item };
    case "map":
      return { type: "object", additionalProperties: item };
    case "variables":
      return { type: "object", additionalProperties: any };
    case "object":
      return typeNamed(type);
    case "objects":
      return { type: "array", items: { ...typeNamed(type), plain: true } };
    case "manifest":
      return any;
  }
}

function typeNamed(type: string | undefined): PropertySpec {
  return { $ref: `#/types/${tokenOf(type ?? "")}` };
}

/** Generated code adds `Args` by itself. */
function tokenOf(type: string): string {
  return `sticky:index:${type.replace(/Args$/, "")}`;
}

/** The objects and enumerations that the settings have. */
function typesOf(
  settings: readonly Setting[],
  { interfaces, enumerations }: Declarations,
): Record<string, unknown> {
  const types: Record<string, unknown> = {};
  for (const { kind, property, type } of settings) {
    const declaration = interfaces.get(type ?? "");
    const enumeration = enumerations.get(type ?? "");
    if (type === undefined) {
      continue;
    }
    if (enumeration !== undefined) {
      types[tokenOf(type)] = enumerationSpec(enumeration);
    } else if (declaration !== undefined) {
      const parent = kind === "objects" ? `${property}[]` : property;
      types[tokenOf(type)] = {
        type: "object",
        ...described(commentOf(declaration)),
        properties: propertiesIn(settings, parent),
        required: requiredIn(settings, parent),
      };
    }
  }
  return Object.fromEntries(Object.entries(types).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function enumerationSpec({ description, members }: Enumeration): unknown {
  return {
    type: "string",
    ...described(description),
    enum: members.map(({ name, value, description: text }) => ({
      name,
      value,
      ...described(text),
    })),
  };
}

function described(description: string): { description?: string } {
  return description === "" ? {} : { description };
}
