import type { Problem } from "../affinity/problem";
import { problemOf } from "../args/checkValue";
import type { ComponentName } from "../args/setting";
import { programSettings } from "../args/settings.generated";

/**
 * What is wrong with a logical name that another component has. Pulumi itself would find out only when a part of it is
 * made.
 */
export function sameLogicalName(
  logicalName: string,
  component: ComponentName,
  others: readonly string[],
): Problem[] {
  return others.includes(logicalName)
    ? [
        {
          setting: "name",
          got: logicalName,
          reason:
            "the program has another component of this name, by which Pulumi tells its resources apart",
          allowed:
            "a name of its own; for the same application in two namespaces or clusters with the option objectName, the name of the objects",
          fix: `new ${component}(..., args, { objectName: ${JSON.stringify(logicalName)} })`,
        },
      ]
    : [];
}

/** What is wrong with the name of the application and of its objects. */
export function nameProblems(name: unknown): Problem[] {
  return programSettings
    .filter(({ property }) => property === "name")
    .flatMap((setting) => problemOf(setting, "name", name) ?? []);
}
