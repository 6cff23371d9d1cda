import type { Dialect } from "../../components/affinity/dialect";
import { annotationsOf } from "../../components/affinity/objects";
import type { Sourced } from "../../manifests/sourced";
import type { CookieSetting } from "../entrance";
import { type Item, itemAt } from "../item";
import type { Dropped } from "./carry";
import type { Unit } from "./unit";

/**
 * What is said of settings of the cookie that the target refused: one that somebody wrote down is not carried over; one
 * that the old controller decided itself is another now.
 */
export function cookieItems(
  unit: Unit,
  dropped: readonly Dropped[],
  source: Dialect,
  isRenamed: boolean,
): Item[] {
  return dropped.map(({ setting, value, reason }) => {
    const written = writtenAs(setting, unit, source);
    const carrier = written?.carrier ?? unit.entrance.source;
    const path = written ? ["metadata", "annotations", written.key] : unit.path.at;
    return itemAt(carrier, path, {
      outcome:
        written === undefined || (setting === "name" && isRenamed) ? "changed" : "not carried over",
      setting: written?.key ?? `cookie ${setting}`,
      value: String(value),
      reason,
    });
  });
}

/** The annotation that says a setting of the cookie, on the entrance or its Service. */
function writtenAs(
  setting: CookieSetting,
  { entrance, path }: Unit,
  { ownKeys }: Dialect,
): { readonly carrier: Sourced; readonly key: string } | undefined {
  const carriers = entrance.carriers.filter(
    ({ object }) => object.kind !== "Service" || object.metadata.name === path.service,
  );
  // The whole of the cookie is in one annotation of some controllers.
  for (const wanted of [`affinity.cookie.${setting}`, "affinity.cookie"]) {
    for (const carrier of carriers) {
      const given = annotationsOf(carrier.object);
      const key = Object.keys(ownKeys).find((own) => ownKeys[own] === wanted && own in given);
      if (key !== undefined) {
        return { carrier, key };
      }
    }
  }
  return undefined;
}
