import { platforms } from "../../affinity/dialect";
import { chooseDialect, dialectsOf, findDialect, withoutAffinity } from "../../affinity/dialects";
import type { Problem } from "../../affinity/problem";
import type { StickyAppArgs } from "../../args/stickyAppArgs";
import { validateExposureSettings } from "./validateExposureSettings";

/** What is wrong with the choice of platform and controller, and what was set that they have not. */
export function validatePlatform(args: StickyAppArgs): Problem[] {
  const { platform } = args;
  if (!platforms.includes(platform)) {
    return [
      {
        setting: "platform",
        got: platform,
        allowed: platforms.join(", "),
        example: "kubernetes",
      },
    ];
  }
  return [...controllerProblems(args), ...validateExposureSettings(args)];
}

function controllerProblems({ platform, controller }: StickyAppArgs): Problem[] {
  if (chooseDialect(platform, controller)) {
    return [];
  }
  const problem = { setting: "controller", got: controller };
  const refused = withoutAffinity.find(({ id }) => id === controller);
  if (refused) {
    const { reason, alternatives: wayOut, instead } = refused;
    return [{ ...problem, reason, allowed: wayOut, example: instead }];
  }
  const ids = dialectsOf(platform).map(({ id }) => id);
  const known = controller === undefined ? undefined : findDialect(controller);
  return [
    {
      ...problem,
      reason: known && `${known.title} is a controller of the platform ${known.platform}`,
      allowed: ids.join(", "),
      example: ids[0],
    },
  ];
}
