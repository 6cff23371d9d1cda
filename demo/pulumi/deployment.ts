/** What a stack deployed, as far as the demo needs it. */
export interface Deployment {
  readonly workload: Workload;
  /** The object that makes the application reachable from outside. */
  readonly exposure?: Exposure;
}

/** A StatefulSet. */
export interface Workload {
  readonly name: string;
  readonly namespace: string;
  /** Labels that select its pods. */
  readonly selector: Readonly<Record<string, string>>;
}

export interface Exposure {
  readonly kind: "ingress" | "route";
  readonly name: string;
}

/** What `pulumi stack export` prints, as far as it is read here. */
interface StackExport {
  readonly deployment: { readonly resources?: readonly Resource[] };
}

interface Resource {
  readonly urn: string;
  readonly id?: string;
  readonly type: string;
  /** `<urn>::<id>` of its provider. */
  readonly provider?: string;
  readonly inputs?: { readonly context?: string };
  readonly outputs?: {
    readonly metadata: { readonly name: string; readonly namespace: string };
    readonly spec: { readonly selector: { readonly matchLabels: Record<string, string> } };
  };
}

const exposureKinds: Readonly<Record<string, Exposure["kind"]>> = {
  "kubernetes:networking.k8s.io/v1:Ingress": "ingress",
  "kubernetes:route.openshift.io/v1:Route": "route",
};

/**
 * Reads what is deployed from a stack's state.
 *
 * @param stackExport what `pulumi stack export` printed
 * @throws Error when the stack has no StatefulSet
 */
export function deploymentIn(stackExport: string): Deployment {
  const resources = resourcesIn(stackExport);
  const workload = resources.find(({ type }) => type === "kubernetes:apps/v1:StatefulSet")?.outputs;
  if (!workload) {
    throw new Error("The stack has no StatefulSet: nothing can be checked.");
  }
  const exposure = resources.flatMap(({ type, outputs }) => {
    const kind = exposureKinds[type];
    return kind && outputs ? [{ kind, name: outputs.metadata.name }] : [];
  })[0];
  return {
    workload: {
      name: workload.metadata.name,
      namespace: workload.metadata.namespace,
      selector: workload.spec.selector.matchLabels,
    },
    ...(exposure && { exposure }),
  };
}

/**
 * The kubeconfig contexts that a stack's objects are on: none for a stack without objects, and
 * undefined for what went to the context that was current at the time.
 *
 * @param stackExport what `pulumi stack export` printed
 */
export function contextsIn(stackExport: string): Set<string | undefined> {
  const resources = resourcesIn(stackExport);
  const used = new Set(
    resources.flatMap(({ type, provider }) => (type.startsWith("kubernetes:") ? [provider] : [])),
  );
  return new Set(
    resources
      .filter(({ urn, id }) => used.has(`${urn}::${id ?? ""}`))
      .map(({ inputs }) => inputs?.context),
  );
}

function resourcesIn(stackExport: string): readonly Resource[] {
  return (JSON.parse(stackExport) as StackExport).deployment.resources ?? [];
}
