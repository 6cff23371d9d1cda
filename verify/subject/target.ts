import type { KubeConfig } from "@kubernetes/client-node";
import { findDialect, dialects } from "../../components/affinity/dialects";
import { type Dialect, familyOf, serves } from "../../components/affinity/dialect";
import { listAt, textAt, textsOf } from "../../components/affinity/objects";
import { statusOf } from "../../components/affinity/ownKinds";
import type { LiveExposure, LiveObjects, OwnObject } from "../cluster/liveObjects";
import { readObjects, type ServiceReference } from "../cluster/readObjects";
import { type Pods, selectedPods } from "../cluster/pods";
import { servedBy, servingAt } from "../cluster/serving";
import type { ResolveRule } from "../http/connectOptions";
import { VerifyError } from "../verifyError";
import type { DeployedApp } from "./deployed";
import { controllerAt } from "./controllerAt";
import { type Expectation, expectationOf } from "./expectation";

/** The live system that is verified. */
export interface Target {
  readonly url: URL;
  /** The application under its further hosts. @default - it has one */
  readonly otherUrls?: readonly URL[];
  readonly expectation: Expectation;
  /** The cluster's side of it; missing where only the URL is known. */
  readonly cluster?: ClusterSide;
}

export interface ClusterSide {
  readonly kubeConfig: KubeConfig;
  readonly service: ServiceReference;
  readonly objects: LiveObjects;
  /** The Ingresses and Routes of all its hosts. @default - those of the URL's, in `objects` */
  readonly exposures?: readonly LiveExposure[];
  readonly pods: Pods;
}

/**
 * The target that a stack deployed.
 *
 * @param url where clients go, and nowhere else @default - where the stack says that the application is
 * @throws VerifyError when its affinity is off
 */
export async function stackTarget(
  app: DeployedApp,
  kubeConfig: KubeConfig,
  url?: URL,
): Promise<Target> {
  const { controller, cookieName, affinity, described } = app;
  // A controller that names its cookie itself has affinity without such a name.
  if (affinity === undefined && cookieName === undefined) {
    throw new VerifyError(
      `The affinity of ${app.name} is none: there is no stickiness to verify. Turn it on: pulumi config set affinity cookie; then pulumi up.`,
    );
  }
  const dialect = controller === undefined ? undefined : findDialect(controller);
  const expectation: Expectation =
    dialect && affinity && described
      ? expectationOf(dialect, affinity, { name: app.service, exposure: described })
      : {
          ...(cookieName !== undefined && { cookieName }),
          ...(dialect && { dialect, promises: dialect.promises }),
        };
  const service = { namespace: app.namespace, name: app.service };
  const visited = url ?? new URL(app.url);
  const otherUrls = url === undefined ? otherUrlsOf(app) : [];
  return {
    url: visited,
    ...(otherUrls.length > 0 && { otherUrls }),
    expectation,
    cluster: await clusterSide({ kubeConfig, service, dialect }, [visited, ...otherUrls]),
  };
}

function otherUrlsOf({ url, urls = [] }: DeployedApp): URL[] {
  return urls.filter((other) => other !== url).map((other) => new URL(other));
}

export interface UrlTargetArgs {
  readonly url: URL;
  /** The session cookie's name. @default - the one cookie that is set */
  readonly cookieName?: string;
  /** The id of the controller's dialect. @default - by the IngressClass, with a Service */
  readonly controller?: string;
  /** The Service of the application, with the cluster that it is on. */
  readonly inCluster?: { readonly kubeConfig: KubeConfig; readonly service: ServiceReference };
  /** Where connections go, by which one of several controllers is known. @default [] */
  readonly resolve?: readonly ResolveRule[];
}

/**
 * A target that this project need not have deployed.
 *
 * @throws VerifyError when it is not known which of several controllers answers at the URL
 */
export async function urlTarget(args: UrlTargetArgs): Promise<Target> {
  const { url, cookieName, controller, inCluster, resolve = [] } = args;
  const named = controller === undefined ? undefined : findDialect(controller);
  const cluster =
    inCluster === undefined
      ? undefined
      : await clusterSide({ ...inCluster, dialect: named, resolve }, [url]);
  const dialect = named ?? (cluster && servingDialect(cluster.objects));
  return {
    url,
    expectation: {
      ...(cookieName !== undefined && { cookieName }),
      ...(dialect && { dialect, promises: dialect.promises }),
    },
    ...(cluster && { cluster }),
  };
}

/** The dialect of the controller that serves the objects; undefined where they don't tell. */
export function servingDialect({ exposures, own = [] }: LiveObjects): Dialect | undefined {
  return [
    ...exposures.map((exposure) =>
      exposure.kind === "Route"
        ? dialects.find(({ exposedBy }) => exposedBy.createdBy === "route")
        : dialects.find((dialect) => serves(dialect, exposure.ingressController ?? "")),
    ),
    ...own.map(dialectOf),
  ].find((dialect) => dialect !== undefined);
}

/** The dialect of an object that has a host: by the controller that its status names, or where one dialect alone has the kind. */
function dialectOf(object: OwnObject): Dialect | undefined {
  const parents = listAt(statusOf(object), "parents");
  const controllers = textsOf(parents.map((parent) => textAt(parent, "controllerName")));
  const candidates = dialects.filter(({ exposedBy: { ownKinds = [] } }) =>
    ownKinds.some(
      ({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind,
    ),
  );
  return (
    candidates.find(({ gatewayControllers = [] }) =>
      gatewayControllers.some((name) => controllers.includes(name)),
    ) ?? (new Set(candidates.map(familyOf)).size === 1 ? candidates[0] : undefined)
  );
}

interface SideArgs {
  readonly kubeConfig: KubeConfig;
  readonly service: ServiceReference;
  /** @default - it is not known, and found by the objects */
  readonly dialect: Dialect | undefined;
  /** @default [] */
  readonly resolve?: readonly ResolveRule[];
}

/** @param urls of all hosts, the one that is verified first */
async function clusterSide(
  { kubeConfig, service, dialect, resolve = [] }: SideArgs,
  urls: readonly [URL, ...URL[]],
): Promise<ClusterSide> {
  const found = await readObjects(kubeConfig, service, dialect);
  const chosen = dialect ?? (await controllerAt(urls[0], servingAt(found, urls[0]), resolve));
  const all = chosen ? servedBy(found, chosen) : found;
  const objects = servingAt(all, urls[0]);
  const { selector } = objects.service;
  return {
    ...{ kubeConfig, service, objects },
    exposures: [...new Set(urls.flatMap((url) => servingAt(all, url).exposures))],
    pods: await selectedPods(kubeConfig, service.namespace, selector),
  };
}
