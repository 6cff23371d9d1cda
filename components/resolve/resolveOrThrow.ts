import * as pulumi from "@pulumi/pulumi";
import type { CookieUse } from "../affinity/collision";
import type { Problem } from "../affinity/problem";
import { withoutStack } from "../withoutStack";
import { cookieUses } from "./cookieUses";
import type { ExposurePlan } from "./plan";
import { type ArgsSource, reportProblems } from "./report";

/**
 * The plan, whose cookie is from then on known to the other applications of the program.
 *
 * @throws pulumi.RunError with everything that is wrong
 */
export function resolveOrThrow<Plan extends ExposurePlan>(
  source: ArgsSource,
  resolve: (others: readonly CookieUse[]) => { plan: Plan } | { problems: readonly Problem[] },
): Plan {
  const uses = cookieUses();
  const resolved = resolve(uses);
  if ("problems" in resolved) {
    throw withoutStack(new pulumi.RunError(reportProblems(resolved.problems, source)));
  }
  const { name, dialect, translation, exposure } = resolved.plan;
  if (translation.cookie && dialect.cookie.name.settable) {
    uses.push({ app: name, cookie: translation.cookie, exposure });
  }
  return resolved.plan;
}
