import { redeploy } from "./redeploy";
import { the } from "../cluster/liveObjects";
import { issuedNames } from "../http/exchange";
import { cookieNameOn, targetsOf } from "./dialectMarkers";
import type { Evidence } from "./evidence";

/** The cookie arrives under another name than the expected one. */
export function renamed({ target, survey }: Evidence): string | undefined {
  const { cookieName: expected, dialect, annotations } = target.expectation;
  const names = issuedNames(survey.first);
  if (expected === undefined || names.length === 0) {
    return undefined;
  }
  const objects = target.cluster?.objects;
  if (!objects || !dialect) {
    return `The session cookie has another name: is it ${names.join(" or ")}? Say so with --cookie.`;
  }
  for (const object of targetsOf(objects, dialect)) {
    const name = cookieNameOn(object, dialect);
    if (name !== undefined && name !== expected && names.includes(name)) {
      return `The cookie was renamed: ${the(object)} calls it "${name}", and the ${annotations ? "description" : "option --cookie"} "${expected}": ${annotations ? `${redeploy}, or pulumi config set cookieName` : "--cookie"} ${name}`;
    }
  }
  return undefined;
}
