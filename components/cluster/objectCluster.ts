import type { PlainObject } from "../affinity/objects";
import type { OwnKind } from "../affinity/ownKinds";

/** What is asked of a cluster while a controller takes its objects. Each answer fails where there is none. */
export interface ObjectCluster {
  /** The namespace of the kubeconfig's context. */
  readonly namespace: string;
  /** One object of a controller's own kind, if there is any: whether such may be read. */
  anyObject(own: OwnKind, namespace: string): Promise<readonly PlainObject[]>;
  object(own: OwnKind, namespace: string, name: string): Promise<PlainObject>;
}
