import type { KubeConfig } from "@kubernetes/client-node";
import { findDialect, dialects } from "../../components/affinity/dialects";
import { type Dialect, serves } from "../../components/affinity/dialect";
import type { LiveObjects } from "../cluster/liveObjects";
import { readObjects, type ServiceReference } from "../cluster/readObjects";
import { type Pods, selectedPods } from "../cluster/pods";
import { servingAt } from "../cluster/serving";
import { VerifyError } from "../verifyError";
import type { DeployedApp } from "./deployed";
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
    cluster: await clusterSide(kubeConfig, service, visited),
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
}

/** A target that this project need not have deployed. */
export async function urlTarget(args: UrlTargetArgs): Promise<Target> {
  const { url, cookieName, controller, inCluster } = args;
  const cluster =
    inCluster === undefined
      ? undefined
      : await clusterSide(inCluster.kubeConfig, inCluster.service, url);
  const dialect =
    controller === undefined ? cluster && servingDialect(cluster.objects) : findDialect(controller);
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
export function servingDialect({ exposures }: LiveObjects): Dialect | undefined {
  return exposures
    .map((exposure) =>
      exposure.kind === "Route"
        ? dialects.find(({ exposedBy }) => exposedBy.createdBy === "route")
        : dialects.find((dialect) => serves(dialect, exposure.ingressController ?? "")),
    )
    .find((dialect) => dialect !== undefined);
}

async function clusterSide(
  kubeConfig: KubeConfig,
  service: ServiceReference,
  url: URL,
): Promise<ClusterSide> {
  const objects = servingAt(await readObjects(kubeConfig, service), url);
  const { selector } = objects.service;
  return {
    kubeConfig,
    service,
    objects,
    pods: await selectedPods(kubeConfig, service.namespace, selector),
  };
}
