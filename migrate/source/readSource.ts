import type { Dialect } from "../../components/affinity/dialect";
import { annotationsOf } from "../../components/affinity/objects";
import { namespaceOf, type ObjectPath, type Sourced } from "../../manifests/sourced";
import { isBookkeeping } from "../annotations/bookkeeping";
import { distinct } from "../distinct";
import type { Entrance } from "../entrance";
import { type Item, itemAt, type Remark } from "../item";
import type { Beside } from "./beside";
import { ownIngress } from "./ingressClass";
import { readIngress } from "./readIngress";
import { patternHosts } from "./patterns";
import { readRoute } from "./readRoute";
import { tlsByHost } from "./tlsByHost";

/** What the input says, independent of any controller. */
export interface Source {
  readonly entrances: readonly Entrance[];
  readonly services: readonly Sourced[];
  readonly items: readonly Item[];
}

const nginx = "nginx.ingress.kubernetes.io";

/**
 * Reads everything that a controller exposes.
 *
 * @param classes the names of its IngressClasses, by the user's word @default - by the IngressClasses of the input
 */
export function readSource(
  objects: readonly Sourced[],
  dialect: Dialect,
  classes: readonly string[] = [],
): Source {
  const services = objects.filter(({ object }) => object.kind === "Service");
  const ingressClasses = objects.filter(({ object }) => object.kind === "IngressClass");
  const items: Item[] = [];
  const besideOf = (source: Sourced): Pick<Beside, "dialect" | "services"> => ({
    dialect,
    services: services.filter((service) => namespaceOf(service) === namespaceOf(source)),
  });
  const own = objects.filter(isEntranceOf(dialect)).filter((source) => {
    if (source.object.kind === "Route") {
      return true;
    }
    const { isOwn, remark } = ownIngress(source, dialect, ingressClasses, classes);
    if (remark !== undefined) {
      items.push(itemAt(source, ["spec", "ingressClassName"], remark));
    }
    return isOwn;
  });
  const ofHosts = isIngressNginx(dialect)
    ? { tlsByHost: tlsByHost(own), patternHosts: patternHosts(own, dialect) }
    : {};
  const entrances = own.flatMap((source) => {
    if (source.object.kind === "Route") {
      const { entrance, items: said } = readRoute(source, besideOf(source));
      items.push(...said);
      return entrance ?? [];
    }
    const unreadable = unreadableBy(dialect, source);
    if (unreadable !== undefined) {
      const { at, ...remark } = unreadable;
      items.push(itemAt(source, at, remark), ...leftOutWith(source, remark.setting));
      return [];
    }
    const { entrance, items: said } = readIngress(source, {
      ...besideOf(source),
      ...ofHosts,
    });
    items.push(...said);
    return [entrance];
  });
  // Of a Service to which two of them lead, the same is said.
  return { entrances, services, items: distinct(items) };
}

/** The annotations of an Ingress that is left out, but for the one that is why. */
function leftOutWith(source: Sourced, why: string): Item[] {
  return Object.entries(annotationsOf(source.object))
    .filter(([key]) => key !== why && !isBookkeeping(key))
    .map(([key, value]) =>
      itemAt(source, ["metadata", "annotations", key], {
        ...{ outcome: "not carried over", setting: key, value },
        reason: "the Ingress is left out",
      }),
    );
}

function isEntranceOf({ exposedBy }: Dialect): (candidate: Sourced) => boolean {
  return ({ object: { kind, apiVersion } }) =>
    exposedBy.createdBy === "route"
      ? kind === "Route" && apiVersion.startsWith("route.openshift.io/")
      : kind === "Ingress" && /^(networking\.k8s\.io|extensions)\//.test(apiVersion);
}

function isIngressNginx({ ownKeys }: Dialect): boolean {
  return Object.hasOwn(ownKeys, `${nginx}/affinity`);
}

/** An Ingress that is none of its own right, that no cookie can be set in, or of a version that is gone: it is left out. */
function unreadableBy(
  dialect: Dialect,
  { object }: Sourced,
): (Remark & { readonly at: ObjectPath }) | undefined {
  const annotations = annotationsOf(object);
  if (object.apiVersion !== "networking.k8s.io/v1") {
    return {
      at: ["apiVersion"],
      outcome: "not carried over",
      setting: "apiVersion",
      value: object.apiVersion,
      reason:
        "the Ingress is left out: Kubernetes has not served this version since 1.22, and its backends are written in another way",
      fix: "kubectl convert -f FILE --output-version networking.k8s.io/v1, or --namespace for what the cluster serves",
    };
  }
  if (!isIngressNginx(dialect)) {
    return undefined;
  }
  if (annotations[`${nginx}/canary`] === "true") {
    return {
      at: ["metadata", "annotations", `${nginx}/canary`],
      outcome: "not carried over",
      setting: `${nginx}/canary`,
      value: "true",
      reason:
        "the Ingress is left out: a canary takes a share of another Ingress's requests, and as an Ingress of its own it would take all or none of them",
      fix: "end the canary before the migration, or begin it anew behind the new controller",
    };
  }
  if (annotations[`${nginx}/ssl-passthrough`] === "true") {
    return {
      at: ["metadata", "annotations", `${nginx}/ssl-passthrough`],
      outcome: "not carried over",
      setting: `${nginx}/ssl-passthrough`,
      value: "true",
      reason:
        "the Ingress is left out: no proxy can set a cookie inside of TLS that it passes through, so nothing was sticky here",
    };
  }
  return undefined;
}
