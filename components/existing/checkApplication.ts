import type { PlainObject } from "../affinity/objects";
import type { Problem } from "../affinity/problem";
import type { Cluster } from "../cluster/cluster";
import type { ExposurePlan } from "../resolve/plan";
import { type ExistingPort, type ExistingService, readService } from "./existingService";
import { lacksOf } from "./lacks";
import { budgetOf, workloadOf } from "./workload";

/** What is found of an application that is there already. */
export interface ApplicationFindings {
  readonly problems?: readonly Problem[];
  readonly notes?: readonly string[];
  readonly existing?: ExistingService;
}

/** Reads the Service of an application that is there already, and what its pods lack. */
export async function checkApplication(
  plan: ExposurePlan,
  cluster: Cluster,
): Promise<ApplicationFindings> {
  const { existing } = plan;
  if (existing === undefined) {
    return {};
  }
  const { namespace = cluster.namespace } = existing;
  if (!("service" in existing)) {
    return checkPods(plan, cluster, { namespace, selector: existing.selector });
  }
  const { service: reference } = existing;
  const object = await cluster.service(namespace, reference.name);
  const read = object
    ? readService(object, reference, namespace)
    : { problem: missing(namespace, reference.name) };
  return "problem" in read
    ? { problems: [read.problem] }
    : { existing: read.service, ...(await checkPods(plan, cluster, read.service)) };
}

function missing(namespace: string, name: string): Problem {
  return {
    setting: "service.name",
    got: `${namespace}/${name}`,
    reason: `the namespace ${namespace} has no Service ${name}`,
    allowed: "NAME or NAMESPACE/NAME of a Service that is there",
    fix: `kubectl get services --namespace ${namespace}`,
  };
}

/** The pods of an application, and where it serves, as far as it is known. */
export interface Application {
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly port?: ExistingPort;
}

/** What may not be read stops nothing: it is all about what could be better. */
async function checkPods(
  plan: ExposurePlan,
  cluster: Cluster,
  application: Application,
): Promise<Pick<ApplicationFindings, "notes">> {
  const { namespace } = application;
  let workloads: readonly PlainObject[];
  let budgets: readonly PlainObject[];
  try {
    [workloads, budgets] = await Promise.all([
      cluster.workloads(namespace),
      cluster.disruptionBudgets(namespace),
    ]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { notes: [`What the application's pods lack is not known: ${reason}.`] };
  }
  const workload = workloadOf(workloads, application);
  if (workload === undefined) {
    return {
      notes: [
        `No Deployment and no StatefulSet of the namespace ${namespace} makes the application's pods, so that nothing is known of how they start and end (docs/existing-application.md says what they need).`,
      ],
    };
  }
  const lacks = await lacksOf(workload, {
    dialect: plan.dialect,
    followsCookies:
      plan.translation.cookie !== undefined && plan.dialect.promises.keepsTerminatingPods,
    platform: plan.platform,
    hasBudget: budgetOf(budgets, workload) !== undefined,
  });
  return { notes: lacks === undefined ? [] : [lacks] };
}
