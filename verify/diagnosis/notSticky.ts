import type { LiveObject } from "../cluster/liveObjects";
import { the } from "../cluster/liveObjects";
import { issuedNames } from "../http/exchange";
import { cookieNotKeptCauses } from "./cookieNotKept";
import { cookieNameOn } from "./dialectMarks";
import { type Cause, type Evidence, likelyCause } from "./evidence";
import { noCookieCauses } from "./noCookie";
import { virtualAddress } from "./virtualAddress";

/** Why clients do not stay on their pod. */
export const notStickyCauses: readonly Cause[] = [
  virtualAddress,
  noCookie,
  notKept,
  overwrittenByApplication,
  overwrittenByNeighbour,
  notHonoured,
];

function noCookie(evidence: Evidence): string | undefined {
  const { cookieName, first } = evidence.survey;
  const names = issuedNames(first);
  return names.length === 0 || (cookieName !== undefined && !names.includes(cookieName))
    ? likelyCause(noCookieCauses, evidence)
    : undefined;
}

function notKept(evidence: Evidence): string | undefined {
  return likelyCause(cookieNotKeptCauses, evidence);
}

/** A response that sets the cookie twice has two authors, and the one that counts is the last. */
export function overwrittenByApplication({ survey }: Evidence): string | undefined {
  const { cookieName, first } = survey;
  const setters = first.setCookies.filter((line) => line.startsWith(`${cookieName ?? ""}=`));
  return cookieName !== undefined && setters.length > 1
    ? `A response sets the cookie "${cookieName}" ${setters.length} times: the application itself sets a cookie of that name and overwrites the controller's; give the session cookie another name (pulumi config set cookieName NAME), or the application's.`
    : undefined;
}

/** Two applications on a host that give their cookie the same name. */
export function overwrittenByNeighbour({ target, survey }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const { cookieName } = survey;
  const objects = target.cluster?.objects;
  if (!dialect || !objects || cookieName === undefined) {
    return undefined;
  }
  const rival = objects.neighbours.find(({ exposure, service }) =>
    [exposure, service].some(
      (object: LiveObject | undefined) =>
        object !== undefined && cookieNameOn(object, dialect) === cookieName,
    ),
  );
  return rival
    ? `${the(rival.exposure).replace("the", "The")} serves another application on ${rival.host}${rival.path} with the same cookie name "${cookieName}", and each overwrites the other's cookie: give each application a cookie name of its own.`
    : undefined;
}

function notHonoured({ survey }: Evidence): string {
  return `The cookie "${survey.cookieName ?? ""}" is set and sent back, and whoever picks the pod does not go by it: a second proxy or a Service's own address behind the controller picks again, or several replicas of the controller don't know each other's cookies.`;
}
