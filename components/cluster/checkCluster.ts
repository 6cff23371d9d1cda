import { type Dialect, familyOf, serves } from "../affinity/dialect";
import { dialects } from "../affinity/dialects";
import { listAt, type Need, textAt, textsOf } from "../affinity/objects";
import type { Problem } from "../affinity/problem";
import { isRightFor, releaseIn, releasesOf } from "../affinity/versions";
import { checkApplication } from "../existing/checkApplication";
import type { ExistingService } from "../existing/existingService";
import type { ExposurePlan } from "../resolve/plan";
import type { Cluster, IngressClass } from "./cluster";

/** What stands in the way on a cluster, and what cannot be told from it. */
export interface Findings {
  readonly problems: readonly Problem[];
  /** Each a sentence. */
  readonly notes: readonly string[];
  /** Why something could not be checked. */
  readonly unchecked: readonly string[];
  /** The Service of an application that is there already. */
  readonly existing?: ExistingService;
}

const nothing: Findings = { problems: [], notes: [], unchecked: [] };

/**
 * Whether the controller that a plan is for is the one that the cluster has, by the plan's IngressClass and by the
 * kinds that its objects are of; and of an application that is there already its Service, and what it lacks.
 */
export async function checkCluster(plan: ExposurePlan, cluster: Cluster): Promise<Findings> {
  const all = await Promise.all([
    attempt(() => checkIngressClass(plan, cluster)),
    attempt(() => checkKinds(plan, cluster)),
    // Few may read the controller's own namespace, and it may be another one.
    checkVersion(plan, cluster).catch(() => nothing),
    attempt(async () => ({ ...nothing, ...(await checkApplication(plan, cluster)) })),
  ]);
  const existing = all.at(-1)?.existing;
  return {
    problems: all.flatMap(({ problems }) => problems),
    notes: all.flatMap(({ notes }) => notes),
    unchecked: [...new Set(all.flatMap(({ unchecked }) => unchecked))],
    ...(existing && { existing }),
  };
}

/** A cluster that cannot be asked stops nothing: it may be down while a preview is made, or not allow it. */
async function attempt(check: () => Promise<Findings>): Promise<Findings> {
  try {
    return await check();
  } catch (error) {
    return { ...nothing, unchecked: [error instanceof Error ? error.message : String(error)] };
  }
}

async function checkIngressClass(plan: ExposurePlan, cluster: Cluster): Promise<Findings> {
  const { dialect, ingressClassName: name } = plan;
  const { ingressControllers, exposedBy } = dialect;
  // A class whose name is an output of another resource may not be there yet.
  const byClass = exposedBy.createdBy === "ingress" && ingressControllers.length > 0;
  if (!byClass || typeof name !== "string") {
    return nothing;
  }
  const classes = await cluster.ingressClasses();
  const found = classes.find((candidate) => candidate.name === name);
  if (found && serves(dialect, found.controller)) {
    return { ...nothing, notes: sharedNotes(dialect, found) };
  }
  const reason = found
    ? `the IngressClass ${name} belongs to ${found.controller || "no controller"}, and ${dialect.title} does not serve it`
    : `the cluster has no IngressClass ${name}`;
  return { ...nothing, problems: [mismatch(dialect, classes, reason, name)] };
}

/** A class that is not the controller's: another one is, or the controller is not the one that is there. */
function mismatch(
  dialect: Dialect,
  classes: readonly IngressClass[],
  reason: string,
  name: string,
): Problem {
  const own = classes.filter(({ controller }) => serves(dialect, controller));
  if (own.length > 0) {
    return {
      setting: "ingressClassName",
      got: name,
      reason,
      allowed: own.map((candidate) => candidate.name).join(", "),
      example: own[0]?.name,
    };
  }
  const there = classes.map((candidate) => `${candidate.name} (${candidate.controller})`);
  const installed = dialects.filter((candidate) =>
    classes.some(({ controller }) => serves(candidate, controller)),
  );
  return {
    setting: "controller",
    got: dialect.id,
    reason: `${reason}; it has ${there.join(", ") || "none at all"}`,
    allowed: installed.map(({ id }) => id).join(", ") || `an installation of ${dialect.title}`,
    ...(installed[0] ? { example: installed[0].id } : { fix: "kubectl get ingressclasses" }),
  };
}

/** Whether the dialect is for the release that runs, where the controller's image tells it. */
async function checkVersion({ dialect }: ExposurePlan, cluster: Cluster): Promise<Findings> {
  const { id, title, versions, usualNamespace } = dialect;
  if (versions?.image === undefined || usualNamespace === undefined) {
    return nothing;
  }
  const images = (await cluster.workloads(usualNamespace)).flatMap((workload) =>
    textsOf(
      listAt(workload, "spec", "template", "spec", "containers").map((container) =>
        textAt(container, "image"),
      ),
    ),
  );
  const release = releaseIn(versions, images);
  if (release === undefined || isRightFor(versions, release)) {
    return nothing;
  }
  const { why, otherwise } = versions;
  return {
    ...nothing,
    problems: [
      {
        setting: "controller",
        got: id,
        reason: `the namespace ${usualNamespace} has the release ${release}, and ${id} is for ${title} ${releasesOf(versions)}: ${why}`,
        allowed: otherwise ?? `a release ${releasesOf(versions)}`,
        ...(otherwise === undefined
          ? { fix: `kubectl get deployments --namespace ${usualNamespace} --output wide` }
          : { example: otherwise }),
      },
    ],
  };
}

/** That a class may be another controller's: its string is the same. */
function sharedNotes(dialect: Dialect, { name, controller }: IngressClass): string[] {
  const others = dialects.filter(
    (other) => familyOf(other) !== familyOf(dialect) && serves(other, controller),
  );
  return others.map(
    (other) =>
      `The IngressClass ${name} names ${controller}, which ${dialect.title} and ${other.title} share, so it cannot ` +
      "tell which of them runs: see kubectl get pods --all-namespaces --selector " +
      `'app.kubernetes.io/name in (ingress-nginx, traefik)'. If it is the other: pulumi config set controller ${other.id}.`,
  );
}

async function checkKinds(plan: ExposurePlan, cluster: Cluster): Promise<Findings> {
  const { native: carried } = plan.translation;
  const needs: readonly Need[] = [
    ...(plan.dialect.exposedBy.createdBy === "route"
      ? [{ apiVersion: "route.openshift.io/v1", kind: "Route" }]
      : []),
    ...(carried.objects ?? []),
    ...(carried.needs ?? []),
  ];
  const problems: Problem[] = [];
  for (const need of needs) {
    const missing = await whatIsMissing(need, cluster);
    if (missing !== undefined) {
      problems.push(missingKind(plan.dialect, missing));
    }
  }
  // A kind that is missing is also without its fields.
  return { ...nothing, problems: problems.slice(0, 1) };
}

async function whatIsMissing(
  { apiVersion, kind, field }: Need,
  cluster: Cluster,
): Promise<string | undefined> {
  if (!(await cluster.kinds(apiVersion)).includes(kind)) {
    return `the cluster has no kind ${kind} of ${apiVersion}`;
  }
  return field === undefined || (await cluster.hasField(apiVersion, kind, field))
    ? undefined
    : `the kind ${kind} of ${apiVersion} has no field ${field} in the cluster, which would drop it silently`;
}

function missingKind({ id, title, install, platform }: Dialect, reason: string): Problem {
  return {
    setting: "controller",
    got: id,
    reason: `${reason}, and ${title} needs it`,
    allowed:
      install === undefined
        ? `a cluster with it; another controller of ${platform}`
        : "a cluster with it, which the command below adds; another controller",
    fix: install ?? "kubectl api-resources",
  };
}
