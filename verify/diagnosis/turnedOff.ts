import { type LiveObject, type LiveObjects, the } from "../cluster/liveObjects";
import { objectsOf, offAnnotations, targetsOf } from "./dialectMarkers";
import type { Evidence } from "./evidence";

/** A setting by which a controller sends requests to the Service's own address, not to pods. */
interface VirtualAddressSwitch {
  readonly key: string;
  readonly on: LiveObject["kind"];
  /** The dialects whose controllers read it. */
  readonly readBy: readonly string[];
}

const nginx = ["ingress-nginx", "traefik-ingress-nginx"];
const haproxyIngress = ["haproxy-ingress", "haproxy-ingress-drain-support"];

/** From the controllers' own documentation of their annotations. */
const virtualAddressSwitches: readonly VirtualAddressSwitch[] = [
  ...["nativelb", "nodeportlb"].map((name): VirtualAddressSwitch => ({
    key: `traefik.ingress.kubernetes.io/service.${name}`,
    on: "Service",
    readBy: ["traefik"],
  })),
  { key: "nginx.ingress.kubernetes.io/service-upstream", on: "Ingress", readBy: nginx },
  {
    key: "ingress.kubernetes.io/service-upstream",
    on: "Service",
    readBy: ["kong", "kong-enterprise", ...haproxyIngress],
  },
  { key: "ingress.kubernetes.io/service-upstream", on: "Ingress", readBy: haproxyIngress },
  ...(["Service", "Ingress"] as const).map((on): VirtualAddressSwitch => ({
    key: "haproxy-ingress.github.io/service-upstream",
    on,
    readBy: haproxyIngress,
  })),
  { key: "nginx.org/use-cluster-ip", on: "Ingress", readBy: ["f5-nginx", "f5-nginx-plus"] },
];

/** What Go's strconv.ParseBool takes for true, as these controllers do. */
const isTrue = /^(1|t|T|TRUE|true|True)$/;

/** A setting beside those that turn affinity on, which turns it off all the same. */
export function turnedOff(evidence: Evidence): string | undefined {
  return switchedOff(evidence) ?? virtualAddress(evidence);
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
