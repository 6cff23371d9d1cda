import { type Item, itemAt, type Remark } from "../item";
import type { Unit } from "./unit";

/** An item about the path of a unit. */
export function unitItem({ entrance, path }: Unit, remark: Remark): Item {
  return itemAt(entrance.source, path.at, remark);
}
