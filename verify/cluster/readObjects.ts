import type { KubeConfig, NetworkingV1Api, V1Ingress, V1Service } from "@kubernetes/client-node";
import type { Dialect } from "../../components/affinity/dialect";
import { VerifyError } from "../verifyError";
import type { LiveExposure, LiveObjects, LiveRule, LiveService, Neighbour } from "./liveObjects";
import { readOwnObjects } from "./ownObjects";
import { shortReason } from "./shortReason";
import { type RouteObject, readRoutes } from "./routes";

/** The Service by which the cluster's side of an application is found. */
export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Reads what the cluster has, of controllers' own kinds those of the dialect, or of all where it is not known; what may not be read is named in `unreadable`.
 *
 * @throws VerifyError when there is no such Service
 */
export async function readObjects(
  kubeConfig: KubeConfig,
  { namespace, name }: ServiceReference,
  dialect?: Dialect,
): Promise<LiveObjects> {
  const { CoreV1Api, NetworkingV1Api } = await import("@kubernetes/client-node");
  const core = kubeConfig.makeApiClient(CoreV1Api);
  const networking = kubeConfig.makeApiClient(NetworkingV1Api);
  const unreadable: string[] = [];
  const orNone = <T>(kind: string, reading: Promise<T[]>): Promise<T[]> =>
    reading.catch((error: unknown) => {
      unreadable.push(`${kind} (${shortReason(error)})`);
      return [];
    });

  const [services, ingresses, routes] = await Promise.all([
    core.listNamespacedService({ namespace }).then(
      ({ items }) => items,
      (error: unknown) => {
        throw new VerifyError(
          `The Services of namespace ${namespace} cannot be read: ${shortReason(error)}.`,
        );
      },
    ),
    orNone("Ingresses", allIngresses(networking, namespace)),
    orNone("Routes", readRoutes(kubeConfig, namespace)),
  ]);
  const found = services.find(({ metadata }) => metadata?.name === name);
  if (!found) {
    const names = services.map(({ metadata }) => metadata?.name ?? "").join(", ");
    throw new VerifyError(
      `There is no Service ${name} in namespace ${namespace}. Services: ${names || "none"}. Name one with --service NAMESPACE/NAME.`,
      "wrong usage",
    );
  }
  const service = toService(found);
  const ownObjects = await readOwnObjects(kubeConfig, {
    ...{ namespace, service: found, unreadable },
    ...(dialect && { dialect }),
  });
  const own = ingresses.filter(
    (ingress) => ingress.metadata?.namespace === namespace && backends(ingress).includes(name),
  );
  const exposures = [
    ...(await Promise.all(own.map((ingress) => toExposure(ingress, name, networking)))),
    ...routes
      .filter(({ namespace: where, service }) => where === namespace && service === name)
      .map(({ name, annotations, host, path, spec, admission }): LiveExposure => {
        const rules = [{ host, path, exact: false }];
        return { kind: "Route", name, annotations, spec, hosts: [host], rules, admission };
      }),
  ];
  const { items: pods } = await core
    .listNamespacedPod({ namespace })
    .catch(() => ({ items: [] as { metadata?: { labels?: Record<string, string> } }[] }));
  const hosts = exposures.flatMap((exposure) => exposure.hosts);
  return {
    namespace,
    service,
    exposures,
    own: ownObjects,
    neighbours: [
      ...ingressNeighbours(ingresses, services, namespace, name, hosts),
      ...routeNeighbours(routes, services, namespace, name, hosts),
    ],
    otherPodLabels: pods.flatMap(({ metadata }) => (metadata?.labels ? [metadata.labels] : [])),
    unreadable,
  };
}

/** All Ingresses of the cluster, or just the namespace's where no more may be read. */
async function allIngresses(api: NetworkingV1Api, namespace: string): Promise<V1Ingress[]> {
  const { items } = await api
    .listIngressForAllNamespaces()
    .catch(() => api.listNamespacedIngress({ namespace }));
  return items;
}

async function toExposure(
  ingress: V1Ingress,
  service: string,
  api: NetworkingV1Api,
): Promise<LiveExposure> {
  const annotations = ingress.metadata?.annotations ?? {};
  const ingressClass = ingress.spec?.ingressClassName ?? annotations["kubernetes.io/ingress.class"];
  const found =
    ingress.spec?.ingressClassName === undefined
      ? undefined
      : await api
          .readIngressClass({ name: ingress.spec.ingressClassName })
          .catch((error: unknown) => (codeOf(error) === 404 ? "missing" : undefined));
  const addresses = (ingress.status?.loadBalancer?.ingress ?? []).flatMap(
    ({ ip, hostname }) => ip ?? hostname ?? [],
  );
  return {
    kind: "Ingress",
    name: ingress.metadata?.name ?? "",
    annotations,
    spec: ingress.spec,
    rules: rulesOf(ingress)
      .filter((rule) => rule.service === service)
      .map(({ host, path, exact }) => ({ host, path, exact })),
    hosts: ingress.spec?.rules?.flatMap(({ host }) => (host === undefined ? [] : [host])) ?? [],
    ...(ingressClass !== undefined && { ingressClass }),
    ...(addresses.length > 0 && { addresses }),
    ...(found === "missing"
      ? { classMissing: true }
      : found?.spec?.controller !== undefined && { ingressController: found.spec.controller }),
  };
}

function backends(ingress: V1Ingress): string[] {
  return rulesOf(ingress).map(({ service }) => service);
}

interface Rule extends LiveRule {
  readonly service: string;
}

function rulesOf({ spec }: V1Ingress): Rule[] {
  return (
    spec?.rules?.flatMap(
      ({ host, http }) =>
        http?.paths.map(({ path, pathType, backend }) => ({
          host: host ?? "",
          path: path ?? "/",
          exact: pathType === "Exact",
          service: backend.service?.name ?? "",
        })) ?? [],
    ) ?? []
  );
}

function ingressNeighbours(
  ingresses: readonly V1Ingress[],
  services: readonly V1Service[],
  namespace: string,
  name: string,
  hosts: readonly string[],
): Neighbour[] {
  return ingresses.flatMap((ingress) => {
    const where = ingress.metadata?.namespace;
    const ingressName = ingress.metadata?.name ?? "";
    const annotations = ingress.metadata?.annotations ?? {};
    return rulesOf(ingress)
      .filter(
        ({ host, service }) => hosts.includes(host) && !(where === namespace && service === name),
      )
      .map(({ host, path, service }): Neighbour => {
        const found =
          where === namespace
            ? services.find(({ metadata }) => metadata?.name === service)
            : undefined;
        return {
          host,
          path,
          exposure: { kind: "Ingress", name: ingressName, annotations },
          ...(found && { service: toService(found) }),
        };
      });
  });
}

function routeNeighbours(
  routes: readonly RouteObject[],
  services: readonly V1Service[],
  namespace: string,
  name: string,
  hosts: readonly string[],
): Neighbour[] {
  return routes
    .filter(
      (route) =>
        hosts.includes(route.host) && !(route.namespace === namespace && route.service === name),
    )
    .map((route): Neighbour => {
      const found = services.find(({ metadata }) => metadata?.name === route.service);
      return {
        host: route.host,
        path: route.path,
        exposure: { kind: "Route", name: route.name, annotations: route.annotations },
        ...(found && { service: toService(found) }),
      };
    });
}

function toService({ metadata, spec }: V1Service): LiveService {
  return {
    kind: "Service",
    name: metadata?.name ?? "",
    annotations: metadata?.annotations ?? {},
    labels: metadata?.labels ?? {},
    spec,
    selector: spec?.selector ?? {},
    sessionAffinity: spec?.sessionAffinity ?? "None",
    publishNotReadyAddresses: spec?.publishNotReadyAddresses ?? false,
  };
}

function codeOf(error: unknown): number | undefined {
  return (error as { code?: number }).code;
}
