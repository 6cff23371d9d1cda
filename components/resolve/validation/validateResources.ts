import type { Problem } from "../../affinity/problem";
import type { Quantities, Resources } from "../../args/stickyAppArgs";
import { parseQuantity } from "./formats";

const examples: Readonly<Record<string, string>> = {
  cpu: "50m",
  memory: "64Mi",
  "ephemeral-storage": "1Gi",
};

/** What is wrong with the requests and limits: no quantities, or a request above its limit. */
export function validateResources(resources: Resources | undefined): Problem[] {
  const requests = plainRecord(resources?.requests);
  const limits = plainRecord(resources?.limits);
  const problems = [
    ...quantityProblems("resources.requests", requests),
    ...quantityProblems("resources.limits", limits),
  ];
  for (const [resource, request] of Object.entries(requests)) {
    const limit = limits[resource];
    const most = parseQuantity(limit ?? "") ?? 0;
    // A limit that is no quantity, or 0, is refused above and nothing to compare with.
    if (most > 0 && (parseQuantity(request) ?? 0) > most) {
      problems.push({
        setting: `resources.requests.${resource}`,
        got: request,
        reason: "a pod cannot request more than it may use",
        allowed: `${limit ?? ""} at most, the limit`,
        example: limit,
      });
    }
  }
  return problems;
}

function quantityProblems(setting: string, quantities: Record<string, string>): Problem[] {
  return Object.entries(quantities)
    .filter(([, quantity]) => (parseQuantity(quantity) ?? 0) <= 0)
    .map(([resource, given]) => ({
      setting: `${setting}.${resource}`,
      got: given,
      allowed: "a Kubernetes quantity above 0, such as 50m or 0.5 for cpu, 64Mi or 1Gi for memory",
      example: examples[resource],
    }));
}

/** The entries that are plain text; those that are outputs are known only when the program runs. */
function plainRecord(inputs: Quantities | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
