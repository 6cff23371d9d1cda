import { dialectsOf, findDialect, withoutAffinity } from "../../affinity/dialects";
import type { Rule } from "../context";

/** The controller is one that the platform has, and that has affinity. */
export const checkController: Rule = ({ given, dialect, isRefused }) => {
  const { platform, controller } = given;
  if (dialect !== undefined || isRefused("platform") || isRefused("controller")) {
    return [];
  }
  const problem = {
    setting: "controller",
    ...(controller !== undefined && { got: controller }),
  };
  const refused = withoutAffinity.find(({ id }) => id === controller);
  if (refused) {
    const { reason, alternatives, instead } = refused;
    return [{ ...problem, reason, allowed: alternatives, example: instead }];
  }
  const ids = dialectsOf(platform).map(({ id }) => id);
  const known = controller === undefined ? undefined : findDialect(controller);
  return [
    {
      ...problem,
      ...(known && { reason: `${known.title} is a controller of the platform ${known.platform}` }),
      allowed: ids.join(", "),
      example: ids.length === 1 ? ids[0] : "<controller>",
    },
  ];
};
