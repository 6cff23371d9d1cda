import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { cookieUses } from "./cookieUses";
import { exposers, urlOf } from "./exposure/expose";
import type { Route } from "./exposure/routeResource";
import { makePlan, type Plan } from "./plan";
import type { StickyAppArgs } from "./stickyAppArgs";
import { countOf, reportProblems } from "./validation/report";
import { createDisruptionBudget } from "./workload/disruptionBudget";
import { createServiceAccount } from "./workload/serviceAccount";
import { createHeadlessService, createService } from "./workload/services";
import { createStatefulSet } from "./workload/statefulSet";

/**
 * An application whose clients stay on the pod that first answered them: a StatefulSet with its
 * ServiceAccount and Services, and an Ingress or an OpenShift Route with the affinity in the words of
 * the controller that serves it. Its name is the name of the objects.
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
 * @throws pulumi.RunError with everything that is wrong with the arguments, before anything is made.
 */
export class StickyApp extends pulumi.ComponentResource {
  /** Where clients find the application. */
  public readonly url: pulumi.Output<string>;
  /** The host name that it is served under. */
  public readonly host: pulumi.Output<string>;
  /** The name of the cookie that keeps a client on its pod; none where affinity is off. */
  public readonly cookieName: pulumi.Output<string | undefined>;

  public readonly serviceAccount: k8s.core.v1.ServiceAccount;
  public readonly headlessService: k8s.core.v1.Service;
  public readonly service: k8s.core.v1.Service;
  public readonly statefulSet: k8s.apps.v1.StatefulSet;
  /** Present with more than one replica. */
  public readonly disruptionBudget: k8s.policy.v1.PodDisruptionBudget | undefined;
  /** Present on Kubernetes. */
  public readonly ingress: k8s.networking.v1.Ingress | undefined;
  /** Present on OpenShift. */
  public readonly route: Route | undefined;

  constructor(name: string, args: StickyAppArgs, opts?: pulumi.ComponentResourceOptions) {
    // Before `super`, which would already register the component.
    const plan = planOrThrow(name, args);
    super("sticky:index:StickyApp", name, {}, opts);
    const child = { parent: this };

    this.serviceAccount = createServiceAccount(plan, child);
    this.headlessService = createHeadlessService(plan, child);
    this.service = createService(plan, child);
    this.statefulSet = createStatefulSet(plan, this.headlessService, this.serviceAccount, child);
    this.disruptionBudget = createDisruptionBudget(plan, child);
    const exposed = exposers[plan.platform](plan, this.service, child);

    this.ingress = exposed.ingress;
    this.route = exposed.route;
    this.host = exposed.host;
    this.url = urlOf(plan, exposed.host);
    this.cookieName = pulumi.output(plan.affinity?.cookie.name);
    for (const note of plan.translation.notes) {
      void pulumi.log.warn(note, this);
    }
    // The description goes into the state as well, for `verify` to hold the live system to.
    const { affinity, controller, exposure } = plan;
    this.registerOutputs({
      ...{ url: this.url, host: this.host, cookieName: this.cookieName },
      ...{ affinity, controller, exposure },
    });
  }
}

function planOrThrow(name: string, args: StickyAppArgs): Plan {
  const uses = cookieUses();
  const planned = makePlan(name, args, uses);
  if ("problems" in planned) {
    const { problems } = planned;
    throw new pulumi.RunError(
      reportProblems(
        `StickyApp "${name}" has ${countOf(problems)}; nothing was changed.`,
        problems,
      ),
    );
  }
  const { affinity, exposure } = planned.plan;
  if (affinity) {
    uses.push({ app: name, affinity, exposure });
  }
  return planned.plan;
}
