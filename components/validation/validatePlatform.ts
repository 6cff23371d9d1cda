import { platforms } from "../affinity/dialect";
import { dialectsOf, findDialect } from "../affinity/dialects";
import type { Problem } from "../affinity/problem";
import type { StickyAppArgs } from "../stickyAppArgs";

/** What is wrong with the choice of platform and controller, and what was set that the platform has not. */
export function validatePlatform({ platform, controller, ...args }: StickyAppArgs): Problem[] {
  if (!platforms.includes(platform)) {
    return [
      {
        setting: "platform",
        given: platform,
        allowed: platforms.join(", "),
        example: "kubernetes",
      },
    ];
  }
  const ids = dialectsOf(platform).map(({ id }) => id);
  const problems: Problem[] = [];
  if (controller === undefined ? ids.length > 1 : !ids.includes(controller)) {
    const known = controller === undefined ? undefined : findDialect(controller);
    problems.push({
      setting: "controller",
      given: controller,
      reason: known && `${known.title} is a controller of the platform ${known.platform}`,
      allowed: ids.join(", "),
      example: ids[0],
    });
  }
  if (platform === "openshift") {
    const ingressOnly = {
      ingressClassName: args.ingressClassName,
      "tls.secretName": args.tls?.secretName,
      awaitIngress: args.awaitIngress,
    };
    for (const [setting, given] of Object.entries(ingressOnly)) {
      if (given !== undefined) {
        problems.push({
          setting,
          given,
          reason: "a Route on openshift has no such setting, an Ingress has",
          allowed: "unset on openshift",
          example: null,
        });
      }
    }
  }
  return problems;
}
