/** What is asked of a cluster while pods start. Each answer fails where there is none. */
export interface RolloutCluster {
  /** The namespace of the kubeconfig's context. */
  readonly namespace: string;
  statefulSet(namespace: string, name: string): Promise<unknown>;
  /** The pods with a label selector such as `a=b,c=d`. @param limit how many at most @default - all */
  pods(namespace: string, selector: string, limit?: number): Promise<readonly unknown[]>;
  /** What Kubernetes reported of an object, by its kind and name. */
  events(namespace: string, kind: string, name: string): Promise<readonly unknown[]>;
  /** The end of what a container wrote before its last restart. */
  lastLog(namespace: string, pod: string, container: string): Promise<string>;
}
