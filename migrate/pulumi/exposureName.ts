import type { Unit } from "../write/unit";
import type { ExposureSettings } from "./exposureSettings";

/** A name of its own: the entrance's, with the Service and a number behind it where that is taken. */
export function nameFor({ entrance, path }: Unit, taken: readonly ExposureSettings[]): string {
  const candidates = [
    entrance.name,
    `${entrance.name}-${path.service}`,
    ...taken.map((_, index) => `${entrance.name}-${index + 2}`),
  ].map(plainObjectName);
  const free = candidates.find((name) => taken.every((other) => other.name !== name));
  return free ?? plainObjectName(entrance.name);
}

/** A name that a Service can have with `-sticky` behind it. */
function plainObjectName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 52)
    .replace(/-+$/, "");
}
