import type { Dialect } from "../../components/affinity/dialect";
import { listAt, type PlainObject, textAt, textsOf } from "../../components/affinity/objects";
import { readAffinity } from "../../components/affinity/read";
import type { ObjectIndex } from "../../manifests/objectIndex";
import { namespaceOf, type Sourced } from "../../manifests/sourced";
import type { Controller } from "./controller";
import { pathsOfHttpProxy } from "./exposures/httpProxy";
import { pathsOfHttpRoute } from "./exposures/httpRoute";
import { pathsOfIngress } from "./exposures/ingress";
import { asAnnotations, pathsOfIngressRoute } from "./exposures/ingressRoute";
import { asRoute, pathsOfRoute } from "./exposures/route";
import { exposureOf, type ServedPath } from "./exposures/servedPath";
import { pathsOfVirtualService } from "./exposures/virtualService";
import { otherAffinity } from "./otherAffinity";
import { byKind, gatewayGroup, ServedBy } from "./servedBy";
import { Settings } from "./settings";
import type { Subject } from "./subject";
import { type Workload, Workloads } from "./workload";

/** What the rules look at. */
export interface Survey {
  readonly index: ObjectIndex;
  readonly subjects: readonly Subject[];
  /** The workloads behind them. */
  readonly workloads: readonly Workload[];
  /** Whether it is a cluster, so that what is not there does not exist. */
  readonly live: boolean;
  /** The names of the cookies that one answer of a path had, in its order. @default - nothing was asked */
  readonly answers?: ReadonlyMap<Subject, readonly string[]>;
}

export interface SurveyArgs {
  readonly index: ObjectIndex;
  /** The controller of what no class tells the controller of. @default - it is not known then */
  readonly controller?: Dialect;
  readonly live: boolean;
}

const istioGroup = "networking.istio.io";

/** Follows every host and path to its pods, and reads how they are kept. */
export function surveyOf({ index, controller, live }: SurveyArgs): Survey {
  const surveyor = new Surveyor(index, controller);
  const subjects = surveyor.subjects();
  return { index, subjects, workloads: surveyor.workloads.all(), live };
}

class Surveyor {
  readonly workloads: Workloads;
  private readonly settings: Settings;
  private readonly servedBy: ServedBy;

  constructor(
    private readonly index: ObjectIndex,
    option: Dialect | undefined,
  ) {
    this.workloads = new Workloads(index);
    this.settings = new Settings(index);
    this.servedBy = new ServedBy(index, option);
  }

  subjects(): Subject[] {
    const { index } = this;
    return [
      ...index
        .all("Ingress")
        .flatMap((ingress) =>
          pathsOfIngress(ingress).map((path) => this.subject(path, this.controllerOf(path))),
        ),
      ...index
        .all("Route", "route.openshift.io")
        .flatMap((route) =>
          pathsOfRoute(route).map((path) => this.subject(path, byKind("openshift-route"))),
        ),
      ...index.all("HTTPRoute", gatewayGroup).flatMap((route) => {
        const gateway = this.gatewayOf(route);
        const found = this.servedBy.ofGateway(gateway);
        return pathsOfHttpRoute(route, gateway).map((path) => this.subject(path, found));
      }),
      ...index
        .all("HTTPProxy", "projectcontour.io")
        .flatMap((proxy) =>
          pathsOfHttpProxy(proxy).map((path) => this.subject(path, byKind("contour"))),
        ),
      ...index
        .all("IngressRoute")
        .flatMap((route) =>
          pathsOfIngressRoute(route, (namespace, name) =>
            index.find("TraefikService", groupOfTraefik(route), namespace, name),
          ).map((path) => this.subject(path, byKind("traefik"))),
        ),
      ...index.all("VirtualService", istioGroup).flatMap((service) => {
        const gateways = textsOf(listAt(service.object, "spec", "gateways")).flatMap(
          (name) => this.istioGateway(name, namespaceOf(service)) ?? [],
        );
        return pathsOfVirtualService(service, gateways).map((path) =>
          this.subject(path, byKind("istio", "istio-persistent-session")),
        );
      }),
    ];
  }

  private subject(path: ServedPath, controller: Controller | undefined): Subject {
    const { index } = this;
    const service = index.service(path.backend.namespace, path.backend.name);
    const objects = this.objectsOf(path, service, controller);
    const exposure = exposureOf(path);
    const readings = (controller?.dialects ?? []).map((dialect) => ({
      dialect,
      affinity: readAffinity(dialect, objects, exposure),
    }));
    const { dialect, affinity } = readings.find((reading) => reading.affinity) ?? readings[0] ?? {};
    const otherwise = otherAffinity(path, objects, controller);
    return {
      ...path,
      ...(controller && { controller }),
      ...(dialect && { dialect }),
      ...(affinity && path.tls !== "passthrough" && { affinity }),
      ...(otherwise !== undefined && { otherwise }),
      ...(service && { service }),
      workloads: service ? index.workloadsOf(service).map((one) => this.workloads.of(one)) : [],
      objects,
    };
  }

  /** What the dialects read of a path. */
  private objectsOf(
    { narrowed, beside = [], backend, exposure }: ServedPath,
    service: Sourced | undefined,
    controller: Controller | undefined,
  ): PlainObject[] {
    const own = service?.object ?? {
      ...{ apiVersion: "v1", kind: "Service" },
      metadata: { name: backend.name, namespace: backend.namespace },
    };
    const isRouteOfIngress =
      exposure.object.kind === "Ingress" && controller?.dialects[0]?.id === "openshift-route";
    return [
      isRouteOfIngress ? asRoute(narrowed) : narrowed,
      narrowed.kind === "IngressRoute" ? asAnnotations(narrowed, own) : own,
      ...beside,
      ...this.settings.of(backend, exposure),
    ];
  }

  private controllerOf(path: ServedPath): Controller | undefined {
    return this.servedBy.ofIngress(path.exposure, () => {
      const service = this.index.service(path.backend.namespace, path.backend.name);
      return this.objectsOf(path, service, undefined);
    });
  }

  private gatewayOf(route: Sourced): Sourced | undefined {
    const parent = listAt(route.object, "spec", "parentRefs")[0];
    return this.index.find(
      "Gateway",
      gatewayGroup,
      textAt(parent, "namespace") ?? namespaceOf(route),
      textAt(parent, "name") ?? "",
    );
  }

  private istioGateway(name: string, namespace: string): Sourced | undefined {
    const [first = "", second] = name.split("/");
    return second === undefined
      ? this.index.find("Gateway", istioGroup, namespace, first)
      : this.index.find("Gateway", istioGroup, first, second);
  }
}

function groupOfTraefik({ object: { apiVersion } }: Sourced): string {
  return apiVersion.split("/")[0] ?? "";
}
