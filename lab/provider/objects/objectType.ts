import { type KubernetesObject, stringAt } from "./kubernetesObject";

/** What kind of object: the API's `apiVersion` ("v1", "apps/v1") and `kind`. */
export interface ObjectType {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The API group of an apiVersion; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

/** A kind with its group, whatever the version: "apps/StatefulSet", "Service". */
export function kindName({ apiVersion, kind }: ObjectType): string {
  const group = groupOf(apiVersion);
  return group === "" ? kind : `${group}/${kind}`;
}

/** The resource type in a URN `urn:pulumi:stack::project::parentType$type::name`. */
function typeTokenOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

/** The resource's name in the program. */
export function resourceNameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Resources of the SDK that are no single objects. */
const compound: readonly (readonly [RegExp, string])[] = [
  [/^kubernetes:helm\.sh\//, "Helm charts and releases"],
  [/^kubernetes:yaml/, "YAML files"],
  [/^kubernetes:kustomize/, "kustomizations"],
];

/**
 * The object type that a URN's resource type names: `kubernetes:apps/v1:StatefulSet`,
 * `kubernetes:core/v1:Service`, `kubernetes:route.openshift.io/v1:Route`.
 * @throws Error for a resource that is no single object.
 */
export function objectTypeOfUrn(urn: string): ObjectType {
  const token = typeTokenOf(urn);
  const refused = compound.find(([pattern]) => pattern.test(token));
  if (refused !== undefined) throw new Error(notServed(token, refused[1]));
  const match = /^kubernetes:([^/:]+)\/([^/:]+):([^:]+)$/.exec(token);
  if (match === null) {
    throw new Error(
      `resource type "${token}" is not of the form kubernetes:<group>/<version>:<Kind>`,
    );
  }
  const [, group = "", version = "", kind = ""] = match;
  return { apiVersion: group === "core" ? version : `${group}/${version}`, kind };
}

/** Why this plugin refuses a resource. */
export function notServed(subject: string, what: string): string {
  return `${subject}: this stand-in for the Kubernetes provider does not serve ${what}. Use the official plugin for them.`;
}

/** The type that an object states of itself, or `fallback` for what it does not state. */
export function objectTypeOf(object: KubernetesObject, fallback: ObjectType): ObjectType {
  const apiVersion = stringAt(object, "apiVersion") ?? fallback.apiVersion;
  return {
    apiVersion: apiVersion.replace(/^core\//, ""),
    kind: stringAt(object, "kind") ?? fallback.kind,
  };
}
