import { listAt, type PlainObject, textAt } from "../../components/affinity/objects";
import type { ObjectIndex } from "../../manifests/objectIndex";
import { nameOf, namespaceOf, type Sourced } from "../../manifests/sourced";
import type { Backend } from "./exposures/servedPath";
import { serviceOf } from "./exposures/virtualService";

/** Kinds whose objects are found by their name, which an annotation of the Service has. */
const named = ["KongUpstreamPolicy", "BackendConfig"];

/** Kinds that name what they are for in `spec.targetRef` or `spec.targetRefs`. */
const targeting = ["RoutePolicy", "BackendTrafficPolicy", "GCPBackendPolicy"];

/** The controllers' own objects with settings, by what they are for. */
export class Settings {
  private readonly byNamespace = new Map<string, PlainObject[]>();
  private readonly byTarget = new Map<string, PlainObject[]>();

  constructor(index: ObjectIndex) {
    for (const kind of named) {
      for (const sourced of index.all(kind)) {
        push(this.byNamespace, namespaceOf(sourced), sourced.object);
      }
    }
    for (const kind of targeting) {
      for (const sourced of index.all(kind)) {
        const { object } = sourced;
        for (const target of [
          textAt(object, "spec", "targetRef", "name") === undefined
            ? undefined
            : (object.spec as { targetRef: unknown }).targetRef,
          ...listAt(object, "spec", "targetRefs"),
        ]) {
          const [kindOfTarget, name] = [textAt(target, "kind"), textAt(target, "name")];
          push(this.byTarget, key(kindOfTarget ?? "", namespaceOf(sourced), name ?? ""), object);
        }
      }
    }
    for (const rule of index.all("DestinationRule", "networking.istio.io")) {
      const { namespace, name } = serviceOf(
        textAt(rule.object, "spec", "host") ?? "",
        namespaceOf(rule),
      );
      push(this.byTarget, key("Service", namespace, name), rule.object);
    }
  }

  /** Those for a Service, or for the object that leads to it. */
  of({ namespace, name }: Backend, exposure: Sourced): readonly PlainObject[] {
    return [
      ...(this.byTarget.get(key("Service", namespace, name)) ?? []),
      ...(this.byTarget.get(key(exposure.object.kind, namespaceOf(exposure), nameOf(exposure))) ??
        []),
      ...(this.byNamespace.get(namespace) ?? []),
    ];
  }
}

function push(map: Map<string, PlainObject[]>, name: string, object: PlainObject): void {
  const list = map.get(name);
  if (list === undefined) {
    map.set(name, [object]);
  } else {
    list.push(object);
  }
}

function key(...parts: readonly string[]): string {
  return parts.join("\n");
}
