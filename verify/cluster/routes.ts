import type { KubeConfig } from "@kubernetes/client-node";

/** A Route of OpenShift, as far as it is read here (openshift/api, route/v1/types.go). */
export interface RouteObject {
  readonly namespace: string;
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly host: string;
  readonly path: string;
  /** The Service that it leads to. */
  readonly service: string;
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
      readonly path?: string;
      readonly to: { readonly name: string };
    };
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
    return list.items.map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      name: metadata.name,
      annotations: metadata.annotations ?? {},
      host: spec.host ?? "",
      path: spec.path ?? "/",
      service: spec.to.name,
    }));
  } catch (error) {
    if ((error as { code?: number }).code === 404) {
      return [];
    }
    throw error;
  }
}
