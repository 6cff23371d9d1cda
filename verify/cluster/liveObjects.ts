import type { PlainObject } from "../../components/affinity/objects";
import type { Accepted } from "../../components/affinity/ownKinds";

/** The objects that decide how requests reach the pods, as the cluster has them now. */
export interface LiveObjects {
  readonly namespace: string;
  /** The Service that the pods are found by. */
  readonly service: LiveService;
  /** The Ingresses and Routes that lead to the Service; once the URL is known, those that serve it. */
  readonly exposures: readonly LiveExposure[];
  /**
   * Objects of controllers' own kinds that have a part in how the Service is served, those that have the host first.
   * @default - such kinds were not read
   */
  readonly own?: readonly OwnObject[];
  /** What else is served under the same hosts. */
  readonly neighbours: readonly Neighbour[];
  /** Labels of the pods of the namespace, where the Service selects none of them. */
  readonly otherPodLabels: readonly Readonly<Record<string, string>>[];
  /** Kinds that could not be read, each with the reason. */
  readonly unreadable: readonly string[];
}

/** An object of a controller's own kind, as the API serves it. */
export interface OwnObject extends PlainObject {
  readonly metadata: PlainObject["metadata"] & { readonly name: string };
  /** Whether its controller serves it; missing where its kind does not tell. */
  readonly accepted?: Accepted;
}

/** What every object has. */
export interface LiveObject {
  readonly kind: "Service" | "Ingress" | "Route";
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** As the API serves it. */
  readonly spec?: unknown;
}

export interface LiveService extends LiveObject {
  readonly kind: "Service";
  readonly selector: Readonly<Record<string, string>>;
  /** `None` or `ClientIP`. */
  readonly sessionAffinity: string;
  readonly publishNotReadyAddresses: boolean;
}

export interface LiveExposure extends LiveObject {
  readonly kind: "Ingress" | "Route";
  readonly hosts: readonly string[];
  /** What it sends to the Service. */
  readonly rules: readonly LiveRule[];
  /** The IngressClass that it names. */
  readonly ingressClass?: string;
  /** The `spec.controller` of that class, where it could be read. */
  readonly ingressController?: string;
  /** Whether the named IngressClass is known not to exist. */
  readonly classMissing?: boolean;
  /** Of an Ingress: the addresses and names where its controller says that it is served. @default - it does not say */
  readonly addresses?: readonly string[];
  /** Of a Route: what the routers made of it. */
  readonly admission?: Admission;
}

/** What an Ingress or a Route sends to a Service. */
export interface LiveRule {
  /** Empty for every host; `*.example.com` for all hosts one label below. */
  readonly host: string;
  readonly path: string;
  /** Whether the paths below it are left out. */
  readonly exact: boolean;
}

/** Whether a router serves a Route: the condition `Admitted` of its `status.ingress`. */
export type Admission =
  | { readonly state: "admitted" }
  /** No router has looked at it. */
  | { readonly state: "pending" }
  /** `because` is the router's own reason. */
  | { readonly state: "rejected"; readonly because: string };

/** Another application on a host of this one. */
export interface Neighbour {
  readonly host: string;
  readonly path: string;
  readonly exposure: LiveObject;
  readonly service?: LiveObject;
}

interface NamedObject {
  readonly kind: string;
  readonly name: string;
}

/** `the Service hello`, for a sentence. */
export function the({ kind, name }: NamedObject): string {
  return `the ${kind} ${name}`;
}
