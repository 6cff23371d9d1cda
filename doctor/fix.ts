import { shellWord } from "../components/affinity/shellWord";
import type { PlainObject } from "../components/affinity/objects";
import { groupOf } from "../manifests/objectIndex";
import { nameOf, namespaceOf, type ObjectPath, type Sourced } from "../manifests/sourced";

/** What mends a finding. One of the two at least is there. */
export interface Fix {
  /** A change of an object. */
  readonly patch?: Patch;
  /** Objects to add. */
  readonly objects?: readonly PlainObject[];
  /** What to do, or to consider beside it: a sentence. */
  readonly advice?: string;
}

/** A change of one object, in a form that `kubectl patch` takes. */
export interface Patch {
  readonly on: Sourced;
  /** `merge` is RFC 7386, `json` RFC 6902, `strategic` merges lists of the built-in kinds by their keys. */
  readonly type: "merge" | "json" | "strategic";
  readonly content: object;
}

/** Sets annotations, or removes those whose value is `null`. */
export function annotate(on: Sourced, annotations: Readonly<Record<string, string | null>>): Patch {
  return { on, type: "merge", content: { metadata: { annotations } } };
}

/** Sets one field, lists on the way to it left as they are. */
export function setField(on: Sourced, field: ObjectPath, value: unknown): Patch {
  return setFields(on, [[field, value]]);
}

/** Sets several fields of one object, in their order. */
export function setFields(
  on: Sourced,
  fields: readonly (readonly [field: ObjectPath, value: unknown])[],
): Patch {
  return {
    ...{ on, type: "json" },
    content: fields.map(([field, value]) => ({ op: "add", path: pointer(field), value })),
  };
}

/** Removes one field. */
export function removeField(on: Sourced, field: ObjectPath): Patch {
  return { on, type: "json", content: [{ op: "remove", path: pointer(field) }] };
}

/** RFC 6901. */
function pointer(field: ObjectPath): string {
  return field
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The kinds that kubectl knows by their short names whatever else the cluster serves. */
const builtIn = /^(|apps|networking\.k8s\.io|policy|autoscaling)$/;

/** The commands for a shell; what the objects say is quoted. A Pod's containers cannot be changed, but in its manifest. */
export function commandsFor({ patch, objects = [] }: Fix, defaultNamespace: string): string[] {
  return [
    ...objects.map(
      (object) => `printf %s ${shellWord(JSON.stringify(object))} | kubectl apply --filename -`,
    ),
    ...(patch && patch.on.object.kind !== "Pod" ? [patchCommand(patch, defaultNamespace)] : []),
  ];
}

function patchCommand({ on, type, content }: Patch, defaultNamespace: string): string {
  const { object } = on;
  const group = groupOf(object);
  const kind = object.kind.toLowerCase();
  const resource = builtIn.test(group) ? kind : `${kind}.${group}`;
  const namespace = namespaceOf(on) === "" ? defaultNamespace : namespaceOf(on);
  return [
    ...["kubectl", "patch", shellWord(`${resource}/${nameOf(on)}`)],
    ...["--namespace", shellWord(namespace), "--type", type],
    ...["--patch", shellWord(JSON.stringify(content))],
  ].join(" ");
}
