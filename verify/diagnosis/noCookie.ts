import type { Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";
import { type LiveObjects, the } from "../cluster/liveObjects";
import { issuedNames } from "../http/exchange";
import {
  isTurnedOn,
  markerOn,
  nameOfTarget,
  objectsOf,
  targetKind,
  targetsOf,
} from "./dialectMarkers";
import { droppedValue } from "./droppedValue";
import { type Cause, type Evidence, likelyCause } from "./evidence";
import { notAdmitted } from "./notAdmitted";
import { proposal, turningOn } from "./proposal";
import { turnedOff } from "./turnedOff";

/** Why no cookie arrives. */
export const noCookieCauses: readonly Cause[] = [
  notAdmitted,
  turnedOff,
  droppedValue,
  onTheWrongObject,
  inAnotherDialect,
  clientIpAlone,
  notTurnedOn,
  stripped,
  withoutCluster,
];

function onTheWrongObject({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (!dialect || !objects || isTurnedOn(objects, dialect)) {
    return undefined;
  }
  const wrong = objectsOf(objects).find(
    (object) =>
      !targetsOf(objects, dialect).includes(object) && markerOn(object, dialect) !== undefined,
  );
  if (!wrong) {
    return undefined;
  }
  const kind = targetKind(dialect) ?? dialect.target.object;
  return `${capital(the(wrong))} has the annotation ${markerOn(wrong, dialect) ?? ""}, and ${dialect.title} reads it from the ${kind} alone: ${turningOn(target, objects, dialect) ?? `move it to the ${kind} ${nameOfTarget(objects, kind)}.`}`;
}

function inAnotherDialect({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (!objects || (dialect && isTurnedOn(objects, dialect))) {
    return undefined;
  }
  for (const other of dialects.filter((candidate) => candidate !== dialect)) {
    for (const object of objectsOf(objects)) {
      const marker = markerOn(object, other);
      if (marker === undefined) {
        continue;
      }
      return dialect
        ? `${capital(the(object))} has the annotation ${marker}, which is a setting of ${other.title}, and ${servedBy(objects, dialect.title)}, which ignores it: ${proposal(target, objects, dialect)}`
        : `${capital(the(object))} has the annotation ${marker}, which is a setting of ${other.title}, and it is not known that this controller serves the application: compare the Ingress's class with \`kubectl get ingressclass\`.`;
    }
  }
  return undefined;
}

function clientIpAlone({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (
    objects?.service.sessionAffinity !== "ClientIP" ||
    (dialect && isTurnedOn(objects, dialect))
  ) {
    return undefined;
  }
  const way = dialect
    ? proposal(target, objects, dialect)
    : "turn on cookie affinity in the controller's own settings.";
  return `${capital(the(objects.service))} has sessionAffinity: ClientIP alone, which holds for connections to the Service's own address; a controller sends requests to the pods directly, past it: ${way}`;
}

/** Where the controller is not asked for affinity: a cookie that arrives all the same is the application's own. */
export function notAskedFor(evidence: Evidence): string | undefined {
  const { dialect } = evidence.target.expectation;
  const objects = evidence.target.cluster?.objects;
  return dialect && objects && !isTurnedOn(objects, dialect)
    ? likelyCause(noCookieCauses, evidence)
    : undefined;
}

function notTurnedOn({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (!objects) {
    return undefined;
  }
  if (!dialect) {
    return "No object of the application asks for cookie affinity in any dialect that is known here: turn it on in the settings of the controller, and name the controller with --controller.";
  }
  return isTurnedOn(objects, dialect)
    ? undefined
    : `${hasMarker(objects, dialect) ? `What the ${targetKind(dialect) ?? ""} says of affinity does not turn it on` : "No affinity at all is asked for"}: ${proposal(target, objects, dialect)}`;
}

function stripped({ target, survey }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const names = issuedNames(survey.first);
  const others = names.length === 0 ? "" : ` (the application's own ${names.join(", ")} does)`;
  return dialect && target.cluster
    ? `The objects ask ${dialect.title} for the cookie and it does not arrive${others}: something in front of the controller (a proxy, a CDN, a cache) strips Set-Cookie, or the controller has not loaded the objects: ask the controller directly, with --resolve host:port:address.`
    : undefined;
}

function withoutCluster(): string {
  return "Affinity is off, or asked for in another controller's settings or on the wrong object, or a proxy in front strips Set-Cookie: --service NAMESPACE/NAME looks at the objects and tells which.";
}

function servedBy({ exposures }: LiveObjects, title: string): string {
  const named = exposures.find(({ ingressClass }) => ingressClass !== undefined)?.ingressClass;
  return named === undefined
    ? `${title} serves the application`
    : `the IngressClass ${named} is ${title}'s`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function hasMarker(objects: LiveObjects, dialect: Dialect): boolean {
  return targetsOf(objects, dialect).some((object) => markerOn(object, dialect) !== undefined);
}
