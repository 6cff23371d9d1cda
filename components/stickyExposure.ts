import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { StickyExposureArgs } from "./args/stickyExposureArgs";
import type { StickyExposureOptions } from "./args/stickyExposureOptions";
import { clusterChecked } from "./cluster/clusterChecked";
import type { ExistingService } from "./existing/existingService";
import { planAcceptance } from "./exposure/acceptance";
import { existingBackend } from "./exposure/backend";
import { expose, stateOf } from "./exposure/expose";
import { createOwnService } from "./exposure/ownService";
import type { Route } from "./exposure/routeResource";
import { programSource, reportProblems } from "./resolve/report";
import { type ExistingPlan, resolveExposure } from "./resolve/resolveExposure";
import { resolveOrThrow } from "./resolve/resolveOrThrow";
import { warnOf } from "./warnOf";

/**
 * Sticky sessions for an application that is there already, whoever deployed it: an Ingress, an OpenShift Route or
 * what else the controller uses, with the affinity in that controller's own settings. Where these are on a Service,
 * the pods get another one, so that nothing of the application is changed. Its name is the name of the objects.
 *
 * @example
 * new StickyExposure("shop", {
 *   platform: "kubernetes",
 *   controller: "traefik",
 *   service: { namespace: "shop", name: "web" },
 *   host: "shop.example.com",
 * });
 *
 * @throws pulumi.RunError with everything that is wrong with the arguments, before anything is made. What the cluster
 *   says is known later: the program then ends with such an error, and nothing is made either.
 */
export class StickyExposure extends pulumi.ComponentResource {
  /** Where clients find the application. */
  public readonly url: pulumi.Output<string>;
  /** The host name of `url`. */
  public readonly host: pulumi.Output<string>;
  /** All host names that it is served under, wildcards among them. */
  public readonly hosts: pulumi.Output<string[]>;
  /** A URL for each of them, of a wildcard with a name below it. */
  public readonly urls: pulumi.Output<string[]>;
  /** The name of the cookie that keeps a client on its pod; none where affinity is off, or where the controller chooses a name that cannot be known. */
  public readonly cookieName: pulumi.Output<string | undefined>;

  /** Present where the affinity is a setting of the Service, and where none is named. */
  public readonly service: k8s.core.v1.Service | undefined;
  /** Present on Kubernetes, but for controllers that have objects of their own in its place. */
  public readonly ingress: k8s.networking.v1.Ingress | undefined;
  /** Present on OpenShift: the one of the first host. */
  public readonly route: Route | undefined;
  /** Those of all hosts, on OpenShift. */
  public readonly routes: readonly Route[];
  /** The objects of the controller's own kinds; none with most controllers. */
  public readonly customResources: readonly k8s.apiextensions.CustomResource[];

  constructor(name: string, args: StickyExposureArgs, opts: StickyExposureOptions = {}) {
    const {
      transform,
      checkCluster,
      objectName,
      source = programSource(name, "StickyExposure"),
      ...own
    } = opts;
    const { existing, tell } = toBeRead();
    // Before `super`, which would already register the component.
    const plan = resolveOrThrow({ logicalName: name, opts: own, source }, (beside) =>
      resolveExposure(name, args, { transform, source, objectName, existing, ...beside }),
    );
    const checked = clusterChecked(plan, {
      opts: own,
      enabled: checkCluster,
      report: (problems) => reportProblems(problems, source),
    });
    // Nothing, once the cluster has answered. The children wait too: for a parent that fails they would wait for ever.
    const dependsOn = pulumi.output(checked.then((): pulumi.Resource[] => []));
    checked.then(tell, () => {
      tell(undefined);
    });
    super("sticky:index:StickyExposure", name, {}, pulumi.mergeOptions(own, { dependsOn }));
    const child = { parent: this, dependsOn };

    this.service = createOwnService(plan, existing, child);
    const acceptance = planAcceptance(plan, { opts: own, source });
    const exposed = expose(plan, existingBackend(plan, existing, this.service), acceptance, child);

    this.ingress = exposed.ingress;
    this.routes = exposed.routes ?? [];
    this.route = this.routes[0];
    this.customResources = exposed.customResources;
    this.hosts = exposed.hosts;
    this.host = exposed.host;
    this.url = exposed.url;
    this.urls = exposed.urls;
    this.cookieName = exposed.cookieName;
    // At once: Pulumi registers a component without outputs itself as soon as its constructor has ended.
    this.registerOutputs({
      ...stateOf(plan, exposed),
      // `verify` finds the pods by it.
      service: serviceOf(plan, existing),
    });
    warnOf(plan.notes, this, checked);
  }
}

/** The Service of the application, as far as it has one; where it was not read, as the arguments name it. */
function serviceOf(
  { existing: application }: ExistingPlan,
  existing: pulumi.Output<ExistingService | undefined>,
): pulumi.Inputs | undefined {
  return "service" in application
    ? {
        name: application.service.name,
        namespace: existing.apply((found) => found?.namespace ?? application.namespace),
      }
    : undefined;
}

/** What is read of the application's Service: it is known when the cluster has been asked. */
function toBeRead(): {
  existing: pulumi.Output<ExistingService | undefined>;
  tell: (found: ExistingService | undefined) => void;
} {
  let tell: (found: ExistingService | undefined) => void = () => undefined;
  const read = new Promise<ExistingService | undefined>((done) => (tell = done));
  return { existing: pulumi.output(read), tell };
}
