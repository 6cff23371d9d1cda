/** The objects that decide how requests reach the pods, as the cluster has them now. */
export interface LiveObjects {
  readonly namespace: string;
  /** The Service that the pods are found by. */
  readonly service: LiveService;
  /** The Ingresses and Routes that lead to the Service. */
  readonly exposures: readonly LiveExposure[];
  /** What else is served under the same hosts. */
  readonly neighbours: readonly Neighbour[];
  /** Labels of the pods of the namespace, where the Service selects none of them. */
  readonly otherPodLabels: readonly Readonly<Record<string, string>>[];
  /** Kinds that could not be read, each with the reason. */
  readonly unreadable: readonly string[];
}

/** What every object has. */
export interface LiveObject {
  readonly kind: "Service" | "Ingress" | "Route";
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
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
  /** The IngressClass that it names. */
  readonly ingressClass?: string;
  /** The `spec.controller` of that class, where it could be read. */
  readonly ingressController?: string;
  /** Whether the named IngressClass is known not to exist. */
  readonly classMissing?: boolean;
}

/** Another application on a host of this one. */
export interface Neighbour {
  readonly host: string;
  readonly path: string;
  readonly exposure: LiveObject;
  readonly service?: LiveObject;
}

/** `the Service hello`, for a sentence. */
export function the({ kind, name }: LiveObject): string {
  return `the ${kind} ${name}`;
}
