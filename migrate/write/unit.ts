import type { Affinity } from "../../components/affinity/affinity";
import type { Translation } from "../../components/affinity/translate";
import type { Entrance, EntrancePath, Site } from "../entrance";

/** One path of an entrance, with the affinity that it is to have. */
export interface Unit {
  readonly entrance: Entrance;
  readonly site: Site;
  readonly path: EntrancePath;
  /** @default - requests are spread over the pods */
  readonly affinity?: Affinity;
}

/** The same in the target's words. */
export interface CarriedUnit extends Unit {
  readonly translation: Translation;
}

/** Every path of every entrance, in the order of the input. */
export function unitsOf(entrances: readonly Entrance[]): Unit[] {
  return entrances.flatMap((entrance) =>
    entrance.sites.flatMap((site) =>
      site.paths.map((path) => ({
        entrance,
        site,
        path,
        ...(path.affinity && { affinity: path.affinity }),
      })),
    ),
  );
}

/** The Service of a unit, among those of all namespaces. */
export function serviceKey({ entrance: { namespace = "" }, path: { service } }: Unit): string {
  return `${namespace}/${service}`;
}

/**
 * The path that a unit is under whatever its type: of a regular expression the folders before its first sign.
 */
export function plainPath({ path, type }: Pick<EntrancePath, "path" | "type">): string {
  if (type !== "Regex") {
    return path;
  }
  const literal = /^[^$()*+?[\]\\^{|}]*/.exec(path)?.[0] ?? "";
  return literal.slice(0, literal.lastIndexOf("/")) || "/";
}
