import { readFile } from "node:fs/promises";
import { join } from "node:path";
import execa from "execa";
import { parseAllDocuments } from "yaml";
import { kubectl } from "../cluster";
import { eventually } from "../eventually";

/** A CustomResourceDefinition, as far as it is looked into here. */
interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly names: { readonly kind: string }; readonly group: string };
}

/** Where the projects themselves keep the definitions of their kinds, in the Go modules of go.mod beside this file. */
const sources = [
  {
    module: "sigs.k8s.io/gateway-api",
    file: "config/crd/experimental/gateway.networking.k8s.io_httproutes.yaml",
  },
  { module: "github.com/projectcontour/contour", file: "examples/contour/01-crds.yaml" },
  { module: "istio.io/api", file: "kubernetes/customresourcedefinitions.gen.yaml" },
];

/** The Gateway API's definition of HTTPRoute without `sessionPersistence`. */
const standardHttpRoute = {
  module: "sigs.k8s.io/gateway-api",
  file: "config/crd/standard/gateway.networking.k8s.io_httproutes.yaml",
};

const kinds = ["HTTPRoute", "HTTPProxy", "Gateway", "VirtualService", "DestinationRule"];

/** The projects' own definitions of the kinds that dialects use, as far as the Go module proxy has them. */
export async function realDefinitions(): Promise<Definition[]> {
  return (await Promise.all(sources.map(read))).flat();
}

/** The HTTPRoute of the Gateway API's standard channel. */
export async function standardHttpRouteDefinition(): Promise<Definition[]> {
  return read(standardHttpRoute);
}

/** A definition that takes anything, of a kind whose own cannot be had: enough to plan with, not to check by. */
export function anyDefinition(apiVersion: string, kind: string): Definition {
  const [group = "", version = ""] = apiVersion.split("/");
  const plural = `${kind.toLowerCase()}s`;
  const schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  const definition = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: "Namespaced",
      versions: [
        { name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } },
      ],
    },
  };
  return definition;
}

/**
 * Installs definitions; those that the cluster has already stay as they are.
 *
 * @returns the names of those that were installed
 */
export async function install(definitions: readonly Definition[]): Promise<string[]> {
  const there = await kubectl(["get", "customresourcedefinitions", "--output=name"]);
  const missing = definitions.filter(
    ({ metadata }) => !there.split("\n").some((line) => line.endsWith(`/${metadata.name}`)),
  );
  const names = missing.map(({ metadata }) => metadata.name);
  if (names.length > 0) {
    const list = { apiVersion: "v1", kind: "List", items: missing };
    // Client-side, a copy of the object in an annotation would be too large.
    await kubectl(["apply", "--server-side", "--filename=-"], JSON.stringify(list));
    const resources = names.map((name) => `customresourcedefinition/${name}`);
    // kubectl gives up on a definition that has no conditions yet.
    await eventually(() =>
      kubectl(["wait", ...resources, "--for=condition=Established", "--timeout=60s"]),
    );
  }
  return names;
}

/** Removes definitions, and waits until they are gone. */
export async function remove(names: readonly string[]): Promise<void> {
  if (names.length > 0) {
    await kubectl(["delete", "customresourcedefinitions", ...names, "--timeout=60s"]);
  }
}

async function read({ module, file }: { module: string; file: string }): Promise<Definition[]> {
  const text = await readFile(join(await folderOf(module), file), "utf8");
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Definition | null)
    .filter((definition) => definition !== null)
    .filter(({ spec }) => spec !== undefined && kinds.includes(spec.names.kind));
}

/** The folder of a module in the user's module cache, which go checks against go.sum. */
async function folderOf(module: string): Promise<string> {
  const goMod = await readFile(join(__dirname, "go.mod"), "utf8");
  const [, version] = new RegExp(`^\\s*${module} (\\S+)$`, "m").exec(goMod) ?? [];
  if (version === undefined) {
    throw new Error(`${module} is not in go.mod.`);
  }
  const { stdout } = await execa("go", ["mod", "download", "-json", `${module}@${version}`], {
    cwd: __dirname,
    env: { GOTOOLCHAIN: "local" },
  });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}
