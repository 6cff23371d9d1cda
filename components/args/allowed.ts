import { type Format, formats } from "./formats";
import type { Setting } from "./setting";

/** What a setting accepts: a phrase that reads after "allowed:". */
export function allowedFor(setting: Setting): string {
  const { kind, values, format } = setting;
  if (setting.allowed !== undefined) {
    return setting.allowed;
  }
  if (values !== undefined) {
    return values.join(", ");
  }
  const known: Format | undefined = format && formats[format];
  switch (kind) {
    case "text":
      return known?.allowed ?? "text";
    case "number":
      return wholeNumber(setting);
    case "boolean":
      return "true, false";
    case "list":
      return known === undefined ? "a list of texts" : `a list, each of it ${known.allowed}`;
    case "map":
      return known === undefined ? "texts by name" : `by name, ${known.allowed}`;
    case "object":
      return "an object with settings of its own";
    case "objects":
      return "a list of objects";
    case "variables":
      return "text, a whole number, true, false, {secret: NAME, key: KEY} or {configMap: NAME, key: KEY}";
    case "manifest":
      return "an object as Kubernetes has it";
  }
}

function wholeNumber({ minimum, maximum, unit }: Setting): string {
  const what = unit === undefined ? "a whole number" : `a whole number of ${unit}`;
  return `${what} from ${minimum ?? 0} to ${maximum ?? Number.MAX_SAFE_INTEGER}`;
}
