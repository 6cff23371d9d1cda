import type { Affinity } from "../../components/affinity/affinity";
import type { Exposure as Affected } from "../../components/affinity/exposure";

/** An application as a stack's state tells what was deployed. */
export interface DeployedApp {
  readonly name: string;
  readonly host?: string;
  /** All hosts, wildcards among them; missing in the state of an older program. */
  readonly hosts?: readonly string[];
  readonly url: string;
  /** A URL for each host, `url` among them; missing in the state of an older program. */
  readonly urls?: readonly string[];
  readonly namespace: string;
  /** The Service that the controller finds the pods by. */
  readonly service: string;
  /** The labels of its pods; none where the Service is not the stack's, and only the cluster knows them. */
  readonly selector: Readonly<Record<string, string>>;
  /** The object that makes the application reachable from outside. */
  readonly exposure?: Exposure;
  /** The controller's id; missing in the state of a program that is older than the verifier. */
  readonly controller?: string;
  readonly cookieName?: string;
  /** The description of the affinity; missing where it is off. */
  readonly affinity?: Affinity;
  /** What else decided how it was translated. */
  readonly described?: Affected;
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
  readonly parent?: string;
  /** `<urn>::<id>` of its provider. */
  readonly provider?: string;
  readonly inputs?: { readonly context?: string };
  readonly outputs?: unknown;
}

interface ObjectOutputs {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly clusterIP?: string;
    readonly selector?: Readonly<Record<string, string>>;
  };
}

/** What a component registers as its outputs. */
interface AppOutputs {
  readonly url?: string;
  readonly urls?: readonly string[];
  readonly host?: string;
  readonly hosts?: readonly string[];
  readonly cookieName?: string;
  readonly controller?: string;
  readonly affinity?: Affinity;
  readonly exposure?: Affected;
  /** Of an application that is there already. */
  readonly service?: { readonly namespace?: string; readonly name: string };
}

/** The components, each an application. */
const components = ["sticky:index:StickyApp", "sticky:index:StickyExposure"];

const exposureKinds: Readonly<Record<string, Exposure["kind"]>> = {
  "kubernetes:networking.k8s.io/v1:Ingress": "ingress",
  "kubernetes:route.openshift.io/v1:Route": "route",
};

/**
 * The applications in a stack's state.
 *
 * @param stackExport what `pulumi stack export` printed
 */
export function appsIn(stackExport: string): DeployedApp[] {
  const resources = resourcesIn(stackExport);
  return resources
    .filter(({ type }) => components.includes(type))
    .flatMap((component) => {
      const children = resources.filter(({ parent }) => parent === component.urn);
      const app = appOf(component, children);
      return app ? [app] : [];
    });
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

/** The component's objects as one application; undefined where they are not deployed (yet). */
function appOf(component: Resource, children: readonly Resource[]): DeployedApp | undefined {
  const {
    url,
    exposure: described,
    service: existing,
    ...outputs
  } = (component.outputs ?? {}) as AppOutputs;
  const exposure = children.flatMap(({ type, outputs }) => {
    const kind = exposureKinds[type];
    return kind && outputs ? [{ kind, metadata: (outputs as ObjectOutputs).metadata }] : [];
  })[0];
  const own = children
    .filter(({ type }) => type === "kubernetes:core/v1:Service")
    .map(({ outputs }) => outputs as ObjectOutputs | undefined)
    .find((outputs) => outputs !== undefined && outputs.spec.clusterIP !== "None");
  const service = own?.metadata ?? existing;
  // All that is made for an application stands beside it.
  const namespace = service?.namespace ?? exposure?.metadata.namespace;
  if (!service || namespace === undefined || url === undefined) {
    return undefined;
  }
  return {
    name: component.urn.split("::").at(-1) ?? "",
    url,
    namespace,
    service: service.name,
    selector: own?.spec.selector ?? {},
    ...(exposure && { exposure: { kind: exposure.kind, name: exposure.metadata.name } }),
    ...outputs,
    ...(described && { described }),
  };
}

function resourcesIn(stackExport: string): readonly Resource[] {
  return (JSON.parse(stackExport) as StackExport).deployment.resources ?? [];
}
