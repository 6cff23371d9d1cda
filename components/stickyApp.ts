import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { planAcceptance } from "./exposure/acceptance";
import { ownBackend } from "./exposure/backend";
import { expose, stateOf } from "./exposure/expose";
import type { Route } from "./exposure/routeResource";
import { programSource, reportProblems } from "./resolve/report";
import { resolve } from "./resolve/resolve";
import { resolveOrThrow } from "./resolve/resolveOrThrow";
import { createSessionStore, type CreatedSessionStore } from "./sessionStore/createSessionStore";
import type { StickyAppArgs } from "./args/stickyAppArgs";
import type { StickyAppOptions } from "./args/stickyAppOptions";
import { clusterChecked } from "./cluster/clusterChecked";
import { planRollout } from "./rollout/rollout";
import { createAutoscaler } from "./workload/autoscaler";
import { createDisruptionBudget } from "./workload/disruptionBudget";
import { createEnvironmentSecret } from "./workload/environment";
import { createFiles, type Files } from "./workload/mounts";
import { createNetworkPolicy } from "./workload/networkPolicy";
import { createServiceAccount } from "./workload/serviceAccount";
import { createHeadlessService, createService } from "./workload/services";
import { createStatefulSet } from "./workload/statefulSet";
import { warnOf } from "./warnOf";

/**
 * An application whose clients stay on the pod that first answered them: a StatefulSet with its
 * ServiceAccount and Services, and an Ingress, an OpenShift Route or what else the controller that serves it
 * uses, with the affinity in that controller's own settings. Its name is the name of the objects.
 *
 * @example
 * new StickyApp("hello", {
 *   platform: "kubernetes",
 *   controller: "traefik",
 *   image: "docker.io/nginxdemos/nginx-hello:plain-text",
 *   host: "hello.example.com",
 *   affinity: { cookie: { maxAgeSeconds: 3600 } },
 * });
 *
 * @throws pulumi.RunError with everything that is wrong with the arguments, before anything is made. What the cluster
 *   says is known later: the program then ends with such an error, and nothing is made either.
 */
export class StickyApp extends pulumi.ComponentResource {
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

  /** Present unless the pods run under an existing one. */
  public readonly serviceAccount: k8s.core.v1.ServiceAccount | undefined;
  public readonly headlessService: k8s.core.v1.Service;
  public readonly service: k8s.core.v1.Service;
  /** Present where it was asked for. */
  public readonly sessionStore: CreatedSessionStore | undefined;
  /** Present with secret values in the environment. */
  public readonly environmentSecret: k8s.core.v1.Secret | undefined;
  /** What the files of `mounts` that have a text of their own are in. */
  public readonly files: Files;
  public readonly statefulSet: k8s.apps.v1.StatefulSet;
  /** Present with more than one replica. */
  public readonly disruptionBudget: k8s.policy.v1.PodDisruptionBudget | undefined;
  /** Present with autoscaling. */
  public readonly autoscaler: k8s.autoscaling.v2.HorizontalPodAutoscaler | undefined;
  /** Present where it was asked for. */
  public readonly networkPolicy: k8s.networking.v1.NetworkPolicy | undefined;
  /** Present on Kubernetes, but for controllers that have objects of their own in its place. */
  public readonly ingress: k8s.networking.v1.Ingress | undefined;
  /** Present on OpenShift: the one of the first host. */
  public readonly route: Route | undefined;
  /** Those of all hosts, on OpenShift. */
  public readonly routes: readonly Route[];
  /** The objects of the controller's own kinds; none with most controllers. */
  public readonly customResources: readonly k8s.apiextensions.CustomResource[];

  constructor(name: string, args: StickyAppArgs, opts: StickyAppOptions = {}) {
    const { transform, checkCluster, watchPods = true, objectName, ...others } = opts;
    const { source = programSource(name), ...own } = others;
    // Before `super`, which would already register the component.
    const plan = resolveOrThrow({ logicalName: name, opts: own, source }, (beside) =>
      resolve(name, args, { transform, source, objectName, ...beside }),
    );
    const checked = clusterChecked(plan, {
      opts: own,
      enabled: checkCluster,
      report: (problems) => reportProblems(problems, source),
    });
    // Nothing, once the cluster has answered. The children wait too: for a parent that fails they would wait for ever.
    const dependsOn = pulumi.output(checked.then((): pulumi.Resource[] => []));
    super("sticky:index:StickyApp", name, {}, pulumi.mergeOptions(own, { dependsOn }));
    const child = { parent: this, dependsOn };

    this.serviceAccount = createServiceAccount(plan, child);
    this.headlessService = createHeadlessService(plan, child);
    this.service = createService(plan, child);
    this.sessionStore = createSessionStore(plan, child);
    this.environmentSecret = createEnvironmentSecret(plan, child);
    this.files = createFiles(plan, child);
    const rollout = planRollout(plan, { opts: own, source, watchPods });
    this.statefulSet = createStatefulSet(plan, this, rollout, child);
    this.disruptionBudget = createDisruptionBudget(plan, child);
    this.autoscaler = createAutoscaler(plan, this.statefulSet, child);
    this.networkPolicy = createNetworkPolicy(plan, child);
    const acceptance = planAcceptance(plan, { opts: own, source });
    const exposed = expose(plan, ownBackend(this.service, plan.pathPorts), acceptance, child);

    this.ingress = exposed.ingress;
    this.routes = exposed.routes ?? [];
    this.route = this.routes[0];
    this.customResources = exposed.customResources;
    this.hosts = exposed.hosts;
    this.host = exposed.host;
    this.url = rollout.after(this.statefulSet, exposed.url);
    this.urls = exposed.urls;
    this.cookieName = exposed.cookieName;
    // At once: Pulumi registers a component without outputs itself as soon as its constructor has ended.
    this.registerOutputs(stateOf(plan, { ...exposed, url: this.url }));
    warnOf(plan.notes, this, checked);
  }
}
