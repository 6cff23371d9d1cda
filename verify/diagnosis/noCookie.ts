import { shellWord } from "../../cli/terminal/shellWord";
import type { Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";
import { type LiveObjects, the } from "../cluster/liveObjects";
import {
  carrierKind,
  carriersOf,
  mainAnnotation,
  mainKey,
  markerOn,
  objectsOf,
  offAnnotations,
} from "./dialectMarks";
import type { Cause, Evidence } from "./evidence";

/** Why no cookie arrives. */
export const noCookieCauses: readonly Cause[] = [
  turnedOff,
  onTheWrongObject,
  inAnotherDialect,
  clientIpAlone,
  notTurnedOn,
  stripped,
  withoutCluster,
];

/** Where the controller's affinity is on without being asked, and was turned off. */
function turnedOff({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (!dialect || !objects) {
    return undefined;
  }
  for (const object of carriersOf(objects, dialect)) {
    for (const [key, value] of Object.entries(offAnnotations(dialect))) {
      if (object.annotations[key] === value) {
        return `${the(object)} turns affinity off with the annotation ${key}: "${value}": remove it.`;
      }
    }
  }
  return undefined;
}

function onTheWrongObject({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (!dialect || !objects || isTurnedOn(objects, dialect)) {
    return undefined;
  }
  const wrong = objectsOf(objects).find(
    (object) =>
      !carriersOf(objects, dialect).includes(object) && markerOn(object, dialect) !== undefined,
  );
  if (!wrong) {
    return undefined;
  }
  const kind = carrierKind(dialect) ?? dialect.target.object;
  return `${capital(the(wrong))} has the annotation ${markerOn(wrong, dialect) ?? ""}, and ${dialect.title} reads it from the ${kind} alone: move it to the ${kind} ${nameOfCarrier(objects, kind)}.`;
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
        ? `${capital(the(object))} has the annotation ${marker}, which is in the words of ${other.title}, and ${servedBy(objects, dialect.title)}, which ignores it: ${turnOn(objects, dialect)}`
        : `${capital(the(object))} has the annotation ${marker}, which is in the words of ${other.title}, and it is not known that this controller serves the application: compare the Ingress's class with \`kubectl get ingressclass\`.`;
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
    ? turnOn(objects, dialect)
    : "turn on cookie affinity in the controller's words.";
  return `${capital(the(objects.service))} has sessionAffinity: ClientIP alone, which holds for connections to the Service's own address; a controller sends requests to the pods directly, past it: ${way}`;
}

function notTurnedOn({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (!objects) {
    return undefined;
  }
  if (!dialect) {
    return "No object of the application asks for cookie affinity in any dialect that is known here: turn it on in the words of the controller, and name the controller with --controller.";
  }
  return isTurnedOn(objects, dialect)
    ? undefined
    : `No affinity at all is asked for: ${turnOn(objects, dialect)}`;
}

function stripped({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  return dialect && target.cluster
    ? `The objects ask ${dialect.title} for the cookie and it does not arrive: something in front of the controller (a proxy, a CDN, a cache) strips Set-Cookie, or the controller has not loaded the objects: ask the controller directly, with --resolve host:port:address.`
    : undefined;
}

function withoutCluster(): string {
  return "Affinity is off, or asked for in another controller's words or on the wrong object, or a proxy in front strips Set-Cookie: --service NAMESPACE/NAME looks at the objects and tells which.";
}

function isTurnedOn(objects: LiveObjects, dialect: Dialect): boolean {
  // A controller without an annotation to turn affinity on has it on, or an object of its own does.
  const main = mainKey(dialect);
  return (
    main === undefined || carriersOf(objects, dialect).some((object) => main in object.annotations)
  );
}

function turnOn(objects: LiveObjects, dialect: Dialect): string {
  const kind = carrierKind(dialect) ?? dialect.target.object;
  const name = nameOfCarrier(objects, kind);
  const annotation = mainAnnotation(dialect);
  return annotation === ""
    ? `look at the ${kind} ${name}.`
    : `${dialect.title} reads it from the ${kind}: kubectl annotate ${kind.toLowerCase()} ${name} --namespace ${objects.namespace} ${shellWord(annotation)}`;
}

function nameOfCarrier({ service, exposures }: LiveObjects, kind: string): string {
  return kind === "Service"
    ? service.name
    : (exposures.find((exposure) => exposure.kind === kind)?.name ?? service.name);
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
