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

/** A manifest in a Go module. */
interface Source {
  readonly module: string;
  readonly file: string;
  /** The folder whose go.mod names the module. @default - the one of this file */
  readonly goMod?: string;
}

const experimentalHttpRoute: Source = {
  module: "sigs.k8s.io/gateway-api",
  file: "config/crd/experimental/gateway.networking.k8s.io_httproutes.yaml",
};

/** Where the projects themselves keep the definitions of their kinds, in the Go modules of go.mod beside this file. */
const sources: readonly Source[] = [
  experimentalHttpRoute,
  { module: "github.com/projectcontour/contour", file: "examples/contour/01-crds.yaml" },
  { module: "istio.io/api", file: "kubernetes/customresourcedefinitions.gen.yaml" },
];

/** The Gateway API's definition of HTTPRoute without `sessionPersistence`. */
const standardHttpRoute: Source = {
  module: "sigs.k8s.io/gateway-api",
  file: "config/crd/standard/gateway.networking.k8s.io_httproutes.yaml",
};

/** The HTTPRoute of 1.7, which has the fields of `sessionPersistence` under other names. */
const httpRoute17: Source = {
  ...experimentalHttpRoute,
  goMod: join(__dirname, "gatewayApi17"),
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

/** The HTTPRoute of the Gateway API's experimental channel of 1.7. */
export async function httpRouteDefinitionOf17(): Promise<Definition[]> {
  return read(httpRoute17);
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

async function read({ module, file, goMod = __dirname }: Source): Promise<Definition[]> {
  const text = await readFile(join(await folderOf(module, goMod), file), "utf8");
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Definition | null)
    .filter((definition) => definition !== null)
    .filter(({ spec }) => spec !== undefined && kinds.includes(spec.names.kind));
}

/** The folder of a module in the user's module cache, which go checks against go.sum. */
async function folderOf(module: string, goMod: string): Promise<string> {
  const go = (...args: string[]) =>
    execa("go", args, { cwd: goMod, env: { GOTOOLCHAIN: "local" }, reject: false });
  // It is an error for go that the module wants a newer one, though its files are there then: none is compiled here.
  const download = await go("mod", "download", module);
  const { stdout: folder } = await go("list", "-m", "-f={{.Dir}}", module);
  if (folder === "") {
    throw new Error(`${module} cannot be had: ${download.stderr}`);
  }
  return folder;
}
