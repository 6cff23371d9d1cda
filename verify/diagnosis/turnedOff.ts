import {
  isTrue,
  passthroughSwitches,
  virtualAddressSwitches,
} from "../../components/affinity/switches";
import { type LiveObject, type LiveObjects, the } from "../cluster/liveObjects";
import { issuedNames } from "../http/exchange";
import { objectsOf, offAnnotations, targetsOf } from "./dialectMarkers";
import type { Evidence } from "./evidence";

/** A setting beside those that turn affinity on, which turns it off all the same. */
export function turnedOff(evidence: Evidence): string | undefined {
  return switchedOff(evidence) ?? passedThrough(evidence) ?? virtualAddress(evidence);
}

/** Where the controller's affinity is on without being asked, and was turned off. */
function switchedOff({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (!dialect || !objects) {
    return undefined;
  }
  for (const object of targetsOf(objects, dialect)) {
    for (const key of Object.keys(offAnnotations(dialect))) {
      const value = object.annotations[key];
      if (isTrue.test(value ?? "")) {
        return `${the(object).replace("the", "The")} turns affinity off with the annotation ${key}: "${value ?? ""}": remove it: ${removal(objects, object, key)}`;
      }
    }
  }
  return undefined;
}

/**
 * Where TLS ends in the pod, so that the controller sees no request and sets no cookie. An Ingress may ask for it in vain
 * (ingress-nginx has to be started with `--enable-ssl-passthrough`), and then the cookie comes.
 */
function passedThrough({ target, survey }: Evidence): string | undefined {
  const { dialect, cookieName } = target.expectation;
  const objects = target.cluster?.objects;
  const names = issuedNames(survey.first);
  const isIssued = cookieName === undefined ? names.length > 0 : names.includes(cookieName);
  if (!objects || target.url.protocol !== "https:" || isIssued) {
    return undefined;
  }
  for (const exposure of objects.exposures) {
    const seen = `${the(exposure).replace("the", "The")} passes TLS through to the pods, so that the controller sees no request and sets no cookie: `;
    if (exposure.kind === "Route" && terminationOf(exposure) === "passthrough") {
      const patch = `'{"spec":{"tls":{"termination":"reencrypt"}}}'`;
      return `${seen}have the router end TLS, and speak TLS to the pods: oc patch route ${exposure.name} --namespace ${objects.namespace} --type merge --patch ${patch}. It trusts the cluster's service authority: where the pods' certificate is by another one, set its certificate as spec.tls.destinationCACertificate, too.`;
    }
    const key = passthroughSwitches.find(
      ({ key, readBy }) =>
        isTrue.test(exposure.annotations[key] ?? "") &&
        (dialect === undefined || readBy.includes(dialect.id)),
    )?.key;
    if (key !== undefined) {
      return `${seen}remove ${key}: ${removal(objects, exposure, key)}`;
    }
  }
  return undefined;
}

function terminationOf({ spec }: LiveObject): string | undefined {
  return (spec as { tls?: { termination?: string } } | undefined)?.tls?.termination;
}

/** Where the controller does not see the pods. */
export function virtualAddress({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  for (const object of objects ? objectsOf(objects) : []) {
    const found = virtualAddressSwitches.find(
      ({ key, on, readBy }) =>
        on === object.kind &&
        isTrue.test(object.annotations[key] ?? "") &&
        (dialect === undefined || readBy.includes(dialect.id)),
    );
    if (objects && found) {
      return `The annotation ${found.key}: "${object.annotations[found.key] ?? ""}" of ${the(object)} makes the controller see one server, the Service's own address, behind which kube-proxy picks a pod for each connection: remove it: ${removal(objects, object, found.key)}`;
    }
  }
  return undefined;
}

/** The command that removes an annotation. */
function removal({ namespace }: LiveObjects, { kind, name }: LiveObject, key: string): string {
  return `kubectl annotate ${kind.toLowerCase()} ${name} --namespace ${namespace} ${key}-`;
}
