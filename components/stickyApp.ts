import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { cookieUses } from "./resolve/cookieUses";
import { exposers, urlOf } from "./exposure/expose";
import { createObjects } from "./exposure/customObjects";
import type { Route } from "./exposure/routeResource";
import { makePlan, type Plan } from "./resolve/plan";
import { createSessionStore, type CreatedSessionStore } from "./sessionStore/createSessionStore";
import type { StickyAppArgs } from "./args/stickyAppArgs";
import { clusterChecked } from "./cluster/clusterChecked";
import type { Problem } from "./affinity/problem";
import { countOf, reportProblems } from "./resolve/validation/report";
import { withoutStack } from "./withoutStack";
import { createAutoscaler } from "./workload/autoscaler";
import { createDisruptionBudget } from "./workload/disruptionBudget";
import { createNetworkPolicy } from "./workload/networkPolicy";
import { createServiceAccount } from "./workload/serviceAccount";
import { createHeadlessService, createService } from "./workload/services";
import { createStatefulSet } from "./workload/statefulSet";

/** What is not part of the application's description. */
export interface StickyAppOptions extends pulumi.ComponentResourceOptions {
  /** The message of the check against the cluster. @default - by the properties of the arguments */
  readonly report?: (problems: readonly Problem[]) => string;
}

/**
 * An application whose clients stay on the pod that first answered them: a StatefulSet with its
 * ServiceAccount and Services, and an Ingress, an OpenShift Route or what else the controller that serves it
 * goes by, with the affinity in that controller's words. Its name is the name of the objects.
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
  /** The host name that it is served under. */
  public readonly host: pulumi.Output<string>;
  /** The name of the cookie that keeps a client on its pod; none where affinity is off, or the controller names it in secret. */
  public readonly cookieName: pulumi.Output<string | undefined>;

  public readonly serviceAccount: k8s.core.v1.ServiceAccount;
  public readonly headlessService: k8s.core.v1.Service;
  public readonly service: k8s.core.v1.Service;
  /** Present where it was asked for. */
  public readonly sessionStore: CreatedSessionStore | undefined;
  public readonly statefulSet: k8s.apps.v1.StatefulSet;
  /** Present with more than one replica. */
  public readonly disruptionBudget: k8s.policy.v1.PodDisruptionBudget | undefined;
  /** Present with autoscaling. */
  public readonly autoscaler: k8s.autoscaling.v2.HorizontalPodAutoscaler | undefined;
  /** Present where it was asked for. */
  public readonly networkPolicy: k8s.networking.v1.NetworkPolicy | undefined;
  /** Present on Kubernetes, but for controllers that have objects of their own in its place. */
  public readonly ingress: k8s.networking.v1.Ingress | undefined;
  /** Present on OpenShift. */
  public readonly route: Route | undefined;
  /** The objects of the controller's own kinds; none with most controllers. */
  public readonly customResources: readonly k8s.apiextensions.CustomResource[];

  constructor(name: string, args: StickyAppArgs, { report, ...opts }: StickyAppOptions = {}) {
    // Before `super`, which would already register the component.
    const plan = planOrThrow(name, args);
    const checked = check(plan, args, { report, ...opts });
    // Nothing, once the cluster has answered. The children wait too: for a parent that fails they would wait for ever.
    const dependsOn = pulumi.output(checked.then(() => [] as pulumi.Resource[]));
    super("sticky:index:StickyApp", name, {}, pulumi.mergeOptions(opts, { dependsOn }));
    const child = { parent: this, dependsOn };

    this.serviceAccount = createServiceAccount(plan, child);
    this.headlessService = createHeadlessService(plan, child);
    this.service = createService(plan, child);
    this.sessionStore = createSessionStore(plan, child);
    this.statefulSet = createStatefulSet(plan, this, child);
    this.disruptionBudget = createDisruptionBudget(plan, child);
    this.autoscaler = createAutoscaler(plan, this.statefulSet, child);
    this.networkPolicy = createNetworkPolicy(plan, child);
    this.customResources = createObjects(plan, this.service, child);
    const exposed = exposers[plan.dialect.exposedBy.createdBy](plan, this.service, child);

    this.ingress = exposed.ingress;
    this.route = exposed.route;
    this.host = exposed.host;
    this.url = urlOf(plan, exposed.host);
    this.cookieName = pulumi.output(plan.translation.cookie?.name);
    // The description goes into the state as well, for `verify` to hold the live system to.
    const { dialect, translation, exposure } = plan;
    const outputs = {
      ...{ url: this.url, host: this.host, cookieName: this.cookieName },
      ...{ affinity: translation.cookie && { cookie: translation.cookie } },
      ...{ controller: dialect.id, exposure },
    };
    checked.then(
      () => {
        this.registerOutputs(outputs);
        for (const note of plan.translation.notes) {
          void pulumi.log.warn(note, this);
        }
      },
      // The children tell it. A log line of a component that is not registered would hold back all further ones.
      () => undefined,
    );
  }
}

/** Resolves when the cluster has the controller, or is not to be asked. */
async function check(
  plan: Plan,
  { checkCluster = true }: StickyAppArgs,
  { report, ...opts }: StickyAppOptions,
): Promise<void> {
  if (!checkCluster) {
    return;
  }
  await clusterChecked(plan, {
    opts,
    report: report ?? ((problems) => reportProblems(headingOf(plan.name, problems), problems)),
  });
}

function headingOf(name: string, problems: readonly Problem[]): string {
  return `StickyApp "${name}" has ${countOf(problems)}; nothing was changed.`;
}

function planOrThrow(name: string, args: StickyAppArgs): Plan {
  const uses = cookieUses();
  const planned = makePlan(name, args, uses);
  if ("problems" in planned) {
    const { problems } = planned;
    throw withoutStack(new pulumi.RunError(reportProblems(headingOf(name, problems), problems)));
  }
  const { dialect, translation, exposure } = planned.plan;
  if (translation.cookie && dialect.cookie.name.settable) {
    uses.push({ app: name, cookie: translation.cookie, exposure });
  }
  return planned.plan;
}
