import type { Metadata, PlainObject } from "../../components/affinity/objects";
import { shellWord } from "../../components/affinity/shellWord";
import { withoutBookkeeping } from "../annotations/bookkeeping";
import { type Item, itemAt } from "../item";
import type { Sourced } from "../../manifests/sourced";
import { serviceOf } from "./application";
import { grouped } from "./grouped";
import { type CarriedUnit, serviceKey } from "./unit";

/** What the API server adds to a Service, and another object must not have. */
const serverFields = [
  "clusterIP",
  "clusterIPs",
  "healthCheckNodePort",
  "internalTrafficPolicy",
  "ipFamilies",
  "ipFamilyPolicy",
];

/** The Services that the target reads something from, with what it reads; the command where the input has them not. */
export function writeServices(
  units: readonly CarriedUnit[],
  services: readonly Sourced[],
  title: string,
): { readonly objects: readonly PlainObject[]; readonly items: readonly Item[] } {
  const items: Item[] = [];
  const objects = [...grouped(units, serviceKey).values()].flatMap((group) => {
    const [first] = group;
    const native = marksOf(group);
    if (first === undefined || native === undefined) {
      return [];
    }
    const found = serviceOf(first, services);
    if (found !== undefined) {
      return [marked(found.object, native)];
    }
    items.push(
      itemAt(first.entrance.source, first.path.at, {
        outcome: "not carried over",
        setting: "backend.service.name",
        value: first.path.service,
        reason: `${title} reads the affinity from the Service, which the input does not have`,
        fix: commandsFor(first, native),
      }),
    );
    return [];
  });
  return { objects, items };
}

/** The annotations and labels for a Service. They are the same for all its paths. */
function marksOf(units: readonly CarriedUnit[]): Metadata | undefined {
  const found = units.flatMap(({ translation }) => translation.native.service ?? []);
  const annotations = found.flatMap((each) => Object.entries(each.annotations ?? {}));
  const labels = found.flatMap((each) => Object.entries(each.labels ?? {}));
  return annotations.length + labels.length === 0
    ? undefined
    : { annotations: Object.fromEntries(annotations), labels: Object.fromEntries(labels) };
}

function marked({ apiVersion, kind, metadata, spec }: PlainObject, native: Metadata): PlainObject {
  const labels = { ...withoutBookkeeping(metadata.labels), ...native.labels };
  const annotations = { ...withoutBookkeeping(metadata.annotations), ...native.annotations };
  const { name, namespace } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: Object.fromEntries(
      Object.entries(spec ?? {}).filter(([field]) => !serverFields.includes(field)),
    ),
  };
}

function commandsFor(
  { entrance: { namespace }, path: { service } }: CarriedUnit,
  { annotations = {}, labels = {} }: Metadata,
): string {
  const command = (verb: string, metadata: Readonly<Record<string, unknown>>): string =>
    [
      `kubectl ${verb} service ${shellWord(service)}`,
      ...(namespace === undefined ? [] : [`--namespace ${shellWord(namespace)}`]),
      ...Object.entries(metadata).map(([key, value]) => shellWord(`${key}=${String(value)}`)),
    ].join(" ");
  return [
    ...(Object.keys(annotations).length > 0 ? [command("annotate", annotations)] : []),
    ...(Object.keys(labels).length > 0 ? [command("label", labels)] : []),
  ].join(" && ");
}
