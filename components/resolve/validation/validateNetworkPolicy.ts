import type { Dialect } from "../../affinity/dialect";
import type { Problem } from "../../affinity/problem";
import type { StickyAppArgs } from "../../args/stickyAppArgs";
import { isDnsLabel } from "./formats";

/** What is wrong with keeping all but the proxy away from the pods: its namespace has to be known. */
export function validateNetworkPolicy(
  { platform, networkPolicy, proxyNamespace }: StickyAppArgs,
  dialect: Dialect | undefined,
): Problem[] {
  const setting = "proxyNamespace";
  if (platform === "openshift" && proxyNamespace !== undefined) {
    return [
      {
        setting,
        got: proxyNamespace,
        reason: "OpenShift's routers are known by a label of their namespace, wherever they run",
        allowed: "unset on openshift",
        example: null,
      },
    ];
  }
  if (platform !== "kubernetes" || dialect === undefined) {
    return [];
  }
  const allowed =
    "the name of the namespace that the controller's pods run in (kubectl get pods -A lists them)";
  if (proxyNamespace === undefined) {
    return networkPolicy === true && dialect.usualNamespace === undefined
      ? [
          {
            setting,
            reason: `${dialect.title} is installed in another namespace on each cluster, and without it the policy would shut the proxy out`,
            allowed,
            example: dialect.id,
          },
        ]
      : [];
  }
  if (networkPolicy !== true) {
    return [
      {
        setting,
        got: proxyNamespace,
        reason: "it has no effect without networkPolicy",
        allowed: "unset, or networkPolicy true beside it",
        example: null,
      },
    ];
  }
  return isDnsLabel(proxyNamespace)
    ? []
    : [{ setting, got: proxyNamespace, allowed, example: dialect.id }];
}
