import type { Exposure } from "../../../components/affinity/exposure";
import type { PlainObject } from "../../../components/affinity/objects";
import { type ObjectPath, namespaceOf, type Sourced } from "../../../manifests/sourced";

/** One host and path of an object that exposes an application, and what it leads to. */
export interface ServedPath {
  /** The object that has the host. */
  readonly exposure: Sourced;
  /** Empty for every host. */
  readonly host: string;
  readonly path: string;
  /** Whether the paths below it are left out. */
  readonly exact: boolean;
  /** Where the path stands in the object. */
  readonly field: ObjectPath;
  readonly tls: Exposure["tls"];
  readonly insecureTraffic?: Exposure["insecureTraffic"];
  readonly backend: Backend;
  /** The object as if it had this path alone, as the dialects read it. */
  readonly narrowed: PlainObject;
  /** What else has settings of this path: objects that the dialects read beside the Service. */
  readonly beside?: readonly PlainObject[];
}

/** The Service that a path leads to. */
export interface Backend {
  readonly namespace: string;
  readonly name: string;
  readonly port?: number | string;
  /** Where its name stands in the object. */
  readonly field: ObjectPath;
}

/** The exposure of a path, for the dialects. */
export function exposureOf({
  host,
  path,
  tls,
  insecureTraffic,
}: Pick<ServedPath, "host" | "path" | "tls" | "insecureTraffic">): Exposure {
  return {
    ...(host !== "" && { host }),
    path,
    tls,
    ...(insecureTraffic !== undefined && { insecureTraffic }),
  };
}

/** A port as objects name it. */
export function portNamed(value: unknown): number | string | undefined {
  return typeof value === "number" || typeof value === "string" ? value : undefined;
}

/** The namespace that a reference names, or its owner's. */
export function namespaceFor(named: string | undefined, owner: Sourced): string {
  return named ?? namespaceOf(owner);
}
