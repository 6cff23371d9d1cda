import type { Unit } from "../write/unit";
import type { ExposureSettings } from "./exposureSettings";

/** A name of its own: the entrance's, with the Service and a number behind it where that is taken. */
export function nameFor({ entrance, path }: Unit, taken: readonly ExposureSettings[]): string {
  const own = plainObjectName(entrance.name);
  const candidates = [
    own,
    plainObjectName(`${entrance.name}-${path.service}`),
    ...taken.map((_, index) => plainObjectName(entrance.name, `-${index + 2}`)),
  ];
  const free = candidates.find((name) => taken.every((other) => other.name !== name));
  return free ?? own;
}

/** Well below the 63 characters that a Service's name has at most, with `-sticky` behind it. */
const longest = 52;

/** A name that a Service can have with `-sticky` behind it, which ends with `end`. */
function plainObjectName(name: string, end = ""): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, longest - end.length)
    .replace(/-+$/, "");
  return `${plain}${end}`;
}
