import { platforms } from "../../affinity/dialect";
import {
  chooseDialect,
  dialectsCalled,
  dialectsOf,
  findDialect,
  withoutAffinity,
} from "../../affinity/dialects";
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
  const called = controller === undefined ? [] : dialectsCalled(controller, platform);
  if (called.length > 0) {
    const reason = `${JSON.stringify(controller)} is no id; it may stand for ${called.map(({ id, title }) => `${id} (${title})`).join(", ")}`;
    return [
      {
        ...problem,
        reason,
        allowed: called.map(({ id }) => id).join(", "),
        example: called[0]?.id,
      },
    ];
  }
  const ids = dialectsOf(platform).map(({ id }) => id);
  const known = controller === undefined ? undefined : findDialect(controller);
  return [
    {
      ...problem,
      reason: known && `${known.title} is a controller of the platform ${known.platform}`,
      allowed: ids.join(", "),
      // With several to choose from, the cluster tells which one it has.
      ...(ids.length === 1
        ? { example: ids[0] }
        : { fix: "kubectl get ingressclasses   # CONTROLLER tells which one the cluster has" }),
    },
  ];
}
