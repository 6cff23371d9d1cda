import { isPropertyMap, type PropertyValue } from "../properties/propertyValue";
import { valueAt } from "./kubernetesObject";

/** What tells the entries of some lists apart; the other lists use `name`. */
const keys: Readonly<Record<string, string>> = {
  topologySpreadConstraints: "topologyKey",
  volumeDevices: "devicePath",
  volumeMounts: "mountPath",
};

/** An entry of a live list, with the one of the program's list that it belongs to. */
export interface ListEntry {
  readonly live: PropertyValue;
  /** Undefined for an entry that the program does not have. */
  readonly input: PropertyValue | undefined;
}

/**
 * All entries of a live list: those of the program's list first, in its order, then the others.
 * Entries belong together by their key, else by their place: a controller may have put its own
 * entry in front.
 *
 * @param name - of the list: "containers", "volumeMounts"
 */
export function listEntries(
  live: readonly PropertyValue[],
  inputs: readonly PropertyValue[],
  name: string,
): ListEntry[] {
  const key = keys[name] ?? "name";
  const keyOf = (entry: PropertyValue): PropertyValue | undefined =>
    isPropertyMap(entry) ? valueAt(entry, key) : undefined;
  const left = new Map(live.entries());
  const take = (index: number): PropertyValue | undefined => {
    const entry = left.get(index);
    left.delete(index);
    return entry;
  };
  const namesakes = inputs.map((input) => {
    const wanted = keyOf(input);
    const found = [...left].find(([, entry]) => wanted !== undefined && keyOf(entry) === wanted);
    return found && take(found[0]);
  });
  const own = inputs.flatMap((input, index): ListEntry[] => {
    const entry = namesakes[index] ?? take(index);
    return entry === undefined ? [] : [{ live: entry, input }];
  });
  return [...own, ...[...left.values()].map((entry) => ({ live: entry, input: undefined }))];
}
