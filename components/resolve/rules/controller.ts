import type { WithoutAffinity } from "../../affinity/dialect";
import {
  dialectsCalled,
  dialectsOf,
  findDialect,
  usualIds,
  withoutAffinity,
} from "../../affinity/dialects";
import type { Rule } from "../context";

/** The controller without affinity that a name stands for. */
function refusedAs(name = ""): WithoutAffinity | undefined {
  return withoutAffinity.find(({ id }) => id === name || usualIds(name).includes(id));
}

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
  const refused = refusedAs(controller);
  if (refused) {
    const { reason, alternatives, instead } = refused;
    return [{ ...problem, reason, allowed: alternatives, example: instead }];
  }
  const called = controller === undefined ? [] : dialectsCalled(controller, platform);
  if (called.length > 0) {
    const meant = called.map(({ id, title }) => `${id} (${title})`).join(", ");
    return [
      {
        ...problem,
        reason: `${JSON.stringify(controller)} is not an id; it may mean ${meant}`,
        allowed: called.map(({ id }) => id).join(", "),
        example: called[0]?.id,
      },
    ];
  }
  const ids = dialectsOf(platform).map(({ id }) => id);
  const [known] = [controller ?? "", ...usualIds(controller ?? "")].flatMap(
    (id) => findDialect(id) ?? [],
  );
  return [
    {
      ...problem,
      ...(known && { reason: `${known.title} is a controller of the platform ${known.platform}` }),
      allowed: ids.join(", "),
      // With several to choose from, the cluster tells which one it has.
      ...(ids.length === 1
        ? { example: ids[0] }
        : { fix: "kubectl get ingressclasses   # CONTROLLER tells which one the cluster has" }),
    },
  ];
};
