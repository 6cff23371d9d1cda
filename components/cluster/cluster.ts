import type { PlainObject } from "../affinity/objects";

/** An IngressClass, as far as it tells which controller it belongs to. */
export interface IngressClass {
  readonly name: string;
  /** Its `spec.controller`. */
  readonly controller: string;
}

/** What can be asked of a cluster without changing it. Each answer fails where there is none. */
export interface Cluster {
  /** Every IngressClass. */
  ingressClasses(): Promise<readonly IngressClass[]>;
  /** The kinds that the cluster serves of an API version such as `projectcontour.io/v1`; none if it has no such version. */
  kinds(apiVersion: string): Promise<readonly string[]>;
  /** Whether the schema of a kind has a field, by a path such as `spec.rules.sessionPersistence`, through lists too. */
  hasField(apiVersion: string, kind: string, field: string): Promise<boolean>;
  /** The namespace of objects that name none. */
  readonly namespace: string;
  /** A Service; `undefined` if there is none of that name. */
  service(namespace: string, name: string): Promise<PlainObject | undefined>;
  /** The Deployments and StatefulSets of a namespace. */
  workloads(namespace: string): Promise<readonly PlainObject[]>;
  disruptionBudgets(namespace: string): Promise<readonly PlainObject[]>;
}
