import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { PlainObject } from "../affinity/objects";
import { ownKindOf } from "../affinity/ownKinds";
import { isAsked } from "../cluster/clusterChecked";
import { defaultCluster } from "../cluster/defaultCluster";
import type { ObjectCluster } from "../cluster/objectCluster";
import type { ExposurePlan } from "../resolve/plan";
import type { ArgsSource } from "../resolve/report";
import { watchAcceptance } from "./watchAcceptance";

/** Who waits until the controller serves its objects: the program, where it can ask the cluster, else the provider. */
export interface AcceptanceWait {
  /** What tells the provider to wait for an object. */
  readonly annotationsOf: (object: PlainObject) => Record<string, pulumi.Input<string>>;
  /** Passes a value on once the objects are served; in a preview at once. */
  readonly after: <T>(made: readonly MadeObject[], value: pulumi.Output<T>) => pulumi.Output<T>;
}

/** An object of the dialect, and the resource that was made of it. */
export interface MadeObject {
  readonly object: PlainObject;
  readonly resource: k8s.apiextensions.CustomResource;
}

/**
 * Waits until the controller has accepted the objects of its own kinds, as an Ingress is waited for. The provider waits
 * for a decision alone, without a reason, so it does only where the program cannot ask the cluster.
 */
export function planAcceptance(
  plan: ExposurePlan,
  { opts, source }: { opts: pulumi.ComponentResourceOptions; source: ArgsSource },
): AcceptanceWait {
  if (!plan.awaitObjects) {
    return { annotationsOf: () => ({}), after: (_, value) => value };
  }
  const cluster = isAsked(opts) ? reachable(plan) : undefined;
  return {
    annotationsOf: (object): Record<string, pulumi.Input<string>> => {
      const acceptance = ownKindOf(plan.dialect, object)?.acceptance;
      if (acceptance === undefined) {
        return {};
      }
      const waitFor =
        cluster === undefined
          ? acceptance.decision
          : // Without a value the provider does not wait.
            (pulumi.output(
              cluster.then((found) => (found === undefined ? acceptance.decision : undefined)),
            ) as pulumi.Output<string>);
      return { "pulumi.com/waitFor": waitFor };
    },
    after: (made, value) =>
      cluster === undefined
        ? value
        : (pulumi
            .all([value, made.map(({ resource }) => resource.metadata)])
            .apply(async ([result, all]) => {
              const found = pulumi.runtime.isDryRun() ? undefined : await cluster;
              if (found !== undefined) {
                await Promise.all(
                  made.map((one, index) =>
                    watched(plan, { ...one, metadata: all[index] ?? {}, cluster: found, source }),
                  ),
                );
              }
              return result;
            }) as typeof value),
  };
}

async function watched(
  { dialect }: ExposurePlan,
  {
    object,
    resource,
    metadata,
    cluster,
    source,
  }: MadeObject & {
    readonly metadata: { readonly name?: string; readonly namespace?: string };
    readonly cluster: ObjectCluster;
    readonly source: ArgsSource;
  },
): Promise<void> {
  const own = ownKindOf(dialect, object);
  if (own?.acceptance === undefined) {
    return;
  }
  const { name = object.metadata.name ?? "" } = metadata;
  const namespace = metadata.namespace ?? cluster.namespace;
  await watchAcceptance({
    ...{ kind: own.kind, name, namespace, title: dialect.title, source },
    acceptance: own.acceptance,
    object: () => cluster.object(own, namespace, name),
    progress: (message) => {
      void pulumi.log.info(message, resource, undefined, true);
    },
  });
}

/** The cluster, if it lets the program read the objects that are waited for. */
async function reachable(plan: ExposurePlan): Promise<ObjectCluster | undefined> {
  const awaited = (plan.translation.native.objects ?? []).flatMap((object) => {
    const own = ownKindOf(plan.dialect, object);
    return own?.acceptance === undefined ? [] : [own];
  });
  if (awaited.length === 0) {
    return undefined;
  }
  try {
    const cluster = await defaultCluster();
    const namespace = typeof plan.namespace === "string" ? plan.namespace : cluster.namespace;
    await Promise.all(awaited.map((own) => cluster.anyObject(own, namespace)));
    return cluster;
  } catch {
    return undefined;
  }
}
