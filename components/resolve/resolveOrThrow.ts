import * as pulumi from "@pulumi/pulumi";
import { familyOf } from "../affinity/dialect";
import type { Problem } from "../affinity/problem";
import { kubernetesProviderOf } from "../cluster/clusterChecked";
import { withoutStack } from "../withoutStack";
import { componentNames, cookieUses } from "./cookieUses";
import type { ExposurePlan } from "./plan";
import { type ArgsSource, reportProblems } from "./report";
import type { ResolveOptions } from "./settle";

/** A component as its constructor is called. */
export interface Constructed {
  readonly logicalName: string;
  readonly opts: pulumi.ComponentResourceOptions;
  readonly source: ArgsSource;
}

/**
 * The plan of a component, which is from then on known to the others of the program.
 *
 * @throws pulumi.RunError with everything that is wrong
 */
export function resolveOrThrow<Plan extends ExposurePlan>(
  { logicalName, opts, source }: Constructed,
  resolve: (
    beside: Pick<ResolveOptions, "others" | "components" | "cluster">,
  ) => { plan: Plan } | { problems: readonly Problem[] },
): Plan {
  const uses = cookieUses();
  const cluster = kubernetesProviderOf(opts);
  // The URN of a child has its parent's type in it.
  const components = opts.parent === undefined ? componentNames() : [];
  const resolved = resolve({ others: uses, components, cluster });
  if ("problems" in resolved) {
    throw withoutStack(new pulumi.RunError(reportProblems(resolved.problems, source)));
  }
  components.push(logicalName);
  const { name, dialect, translation, exposure } = resolved.plan;
  if (translation.cookie && dialect.cookie.name.settable) {
    const proxy = { cluster, controller: familyOf(dialect) };
    uses.add({ app: name, cookie: translation.cookie, exposure, proxy });
  }
  return resolved.plan;
}
