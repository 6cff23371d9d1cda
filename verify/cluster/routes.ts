import { routeHost } from "../../components/affinity/exposure";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Admission } from "./liveObjects";

/** A Route of OpenShift, as far as it is read here (openshift/api, route/v1/types.go). */
export interface RouteObject {
  readonly namespace: string;
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly host: string;
  readonly path: string;
  /** The Service that it leads to. */
  readonly service: string;
  readonly spec: unknown;
  readonly admission: Admission;
}

/** What one router says of a Route. */
interface RouterStatus {
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
  }[];
}

interface RouteList {
  readonly items: readonly {
    readonly metadata: {
      readonly name: string;
      readonly namespace: string;
      readonly annotations?: Record<string, string>;
    };
    readonly spec: {
      readonly host?: string;
      readonly wildcardPolicy?: string;
      readonly path?: string;
      readonly to: { readonly name: string };
    };
    readonly status?: { readonly ingress?: readonly RouterStatus[] };
  }[];
}

/** All Routes of the namespace; none on a cluster without such a kind. */
export async function readRoutes(
  kubeConfig: KubeConfig,
  namespace: string,
): Promise<RouteObject[]> {
  const { CustomObjectsApi } = await import("@kubernetes/client-node");
  const api = kubeConfig.makeApiClient(CustomObjectsApi);
  try {
    const list = (await api.listNamespacedCustomObject({
      ...{ group: "route.openshift.io", version: "v1", namespace, plural: "routes" },
    })) as RouteList;
    return list.items.map(({ metadata, spec, status }) => ({
      namespace: metadata.namespace,
      name: metadata.name,
      annotations: metadata.annotations ?? {},
      host: routeHost(spec.host ?? "", spec.wildcardPolicy),
      path: spec.path ?? "/",
      service: spec.to.name,
      spec,
      admission: admissionBy(status?.ingress ?? []),
    }));
  } catch (error) {
    if ((error as { code?: number }).code === 404) {
      return [];
    }
    throw error;
  }
}

/** Of several routers one that serves it is enough. */
export function admissionBy(routers: readonly RouterStatus[]): Admission {
  const admitted = routers.flatMap(({ conditions = [] }) =>
    conditions.filter(({ type }) => type === "Admitted"),
  );
  if (admitted.some(({ status }) => status === "True")) {
    return { state: "admitted" };
  }
  const rejection = admitted.find(({ status }) => status === "False");
  return rejection
    ? {
        state: "rejected",
        because: [rejection.reason, rejection.message].filter((part) => part).join(": "),
      }
    : { state: "pending" };
}
