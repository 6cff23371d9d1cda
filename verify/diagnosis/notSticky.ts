import { Cookie } from "tough-cookie";
import { type LiveObject, the } from "../cluster/liveObjects";
import { issuedNames } from "../http/exchange";
import type { Survey } from "../survey";
import { cookieNotKeptCauses, pathMatches } from "./cookieNotKept";
import { cookieOn } from "./dialectMarkers";
import { droppedValue } from "./droppedValue";
import { type Cause, type Evidence, likelyCause } from "./evidence";
import { interrupted } from "./interrupted";
import { noCookieCauses, notAskedFor } from "./noCookie";
import { turnedOff } from "./turnedOff";

/** Why clients do not stay on their pod. */
export const notStickyCauses: readonly Cause[] = [
  interrupted,
  turnedOff,
  droppedValue,
  noCookie,
  notAskedFor,
  notKept,
  overwrittenByApplication,
  overwrittenByNeighbour,
  pickedPerConnection,
  severalWhoPick,
  replacedCookie,
  notHonoured,
];

function noCookie(evidence: Evidence): string | undefined {
  const { cookieName, first, keepers } = evidence.survey;
  const names = issuedNames(first);
  return names.length === 0 ||
    keepers?.length === 0 ||
    (cookieName !== undefined && !names.includes(cookieName))
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
  if (!dialect.cookie.name.settable) {
    // A load balancer that calls all its cookies the same knows them by their values.
    return undefined;
  }
  const rival = objects.neighbours.find(({ exposure, service, path }) =>
    [exposure, service].some((object: LiveObject | undefined) => {
      const cookie = object && cookieOn(object, dialect, path);
      return cookie?.name === cookieName && !areApart(cookie.path, cookiePathOf(survey));
    }),
  );
  return rival
    ? `${the(rival.exposure).replace("the", "The")} serves another application on ${rival.host}${rival.path} with the same cookie name "${cookieName}", and each overwrites the other's cookie: give each application a cookie name of its own.`
    : undefined;
}

/** Whether no request carries a cookie of both paths. */
function areApart(one: string | undefined, other: string | undefined): boolean {
  return (
    one !== undefined && other !== undefined && !pathMatches(one, other) && !pathMatches(other, one)
  );
}

function cookiePathOf({ first, cookieName = "" }: Survey): string | undefined {
  const line = first.setCookies.findLast((setCookie) => setCookie.startsWith(`${cookieName}=`));
  return (line === undefined ? undefined : Cookie.parse(line)?.path) ?? undefined;
}

/** A proxy without a look at the cookie keeps whatever is on one connection together. */
function pickedPerConnection({ survey, replay }: Evidence): string | undefined {
  return replay && replay.pods.length > 1 && replay.staysOnConnection
    ? `The cookie "${survey.cookieName ?? ""}" is set and sent back, and the pod is picked once for each connection, without a look at it: what picks it works on TCP (a Service's own address, a load balancer of layer 4, TLS passed through). Put a proxy that reads the cookie in its place.`
    : undefined;
}

/** A cookie that keeps its client out of some pods, and not on one, is honoured by some of those who pick alone. */
function severalWhoPick({ survey, replay }: Evidence): string | undefined {
  if (!replay || replay.pods.length < 2 || replay.never.length === 0) {
    return undefined;
  }
  return `Only some of the answers use the cookie "${survey.cookieName ?? ""}": a client that sends the same one each time is answered by ${replay.pods.join(", ")}, and never by ${replay.never.join(", ")}. Several Services (or replicas of the controller that do not share their cookies) are behind this URL, with one cookie name and values of their own, and each replaces the other's: give each a cookie name of its own, or have one Service serve the URL.`;
}

/** The cookie keeps its client as long as the client does not take the next one. */
function replacedCookie({ survey, replay }: Evidence): string | undefined {
  return replay?.pods.length === 1
    ? `The cookie "${survey.cookieName ?? ""}" keeps a client that sends the same one each time over new connections (${replay.pods.join()}), and not one that takes the cookies of later answers or keeps its connection: later answers set a value of another pod, or a proxy picks the pod once for each connection.`
    : undefined;
}

function notHonoured({ survey }: Evidence): string {
  return `The cookie "${survey.cookieName ?? ""}" is set and sent back, and what picks the pod does not use it: a second proxy or a Service's own address behind the controller picks again, or several replicas of the controller do not know each other's cookies.`;
}
