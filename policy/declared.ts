import type { PolicyResource } from "@pulumi/policy";
import type { PlainObject } from "../components/affinity/objects";
import { ObjectIndex } from "../manifests/objectIndex";
import type { Sourced } from "../manifests/sourced";

/** The Kubernetes objects of a program. */
export interface Declared {
  readonly index: ObjectIndex;
  /** The resource of an object. */
  readonly urnOf: (sourced: Sourced) => string | undefined;
  /** Whether a part of it is known only after the update: then it is judged by `pulumi up`, and not by a preview. */
  readonly isVague: (sourced: Sourced) => boolean;
}

/** What the cluster will be told, as far as it is known. */
export function declaredIn(resources: readonly PolicyResource[]): Declared {
  const index = new ObjectIndex();
  const urns = new Map<Sourced, string>();
  const vague = new Set<Sourced>();
  for (const { type, urn, props } of resources) {
    const { value, isVague } = known(props);
    if (type.startsWith("kubernetes:") && isObject(value)) {
      const sourced: Sourced = { object: value, origin: { from: "cluster" } };
      index.add(sourced);
      urns.set(sourced, urn);
      if (isVague) {
        vague.add(sourced);
      }
    }
  }
  return {
    index,
    urnOf: (sourced) => urns.get(sourced),
    isVague: (sourced) => vague.has(sourced),
  };
}

/** What the API server decides, or says of an object. */
const served = ["status", "__inputs", "__initialApiVersion", "__fieldManager"];

/** Reads properties without those that are not known, each of which throws where it is read. */
function known(props: unknown): { value: unknown; isVague: boolean } {
  let isVague = false;
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map((_, index) => read(value, index));
    }
    return typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.keys(value)
            .filter((name) => !served.includes(name))
            .map((name) => [name, read(value, name)]),
        )
      : value;
  };
  const read = (holder: object, name: string | number): unknown => {
    try {
      return copy((holder as Record<string | number, unknown>)[name]);
    } catch {
      isVague = true;
      return undefined;
    }
  };
  return { value: copy(props), isVague };
}

/** A release, a file of manifests or a provider is none itself. */
function isObject(value: unknown): value is PlainObject {
  const { apiVersion, kind, metadata } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof apiVersion === "string" &&
    typeof kind === "string" &&
    typeof metadata === "object" &&
    metadata !== null
  );
}
