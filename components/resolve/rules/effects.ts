import { getProperty } from "../../args/paths";
import type { Rule } from "../context";
import { givenSettings, inherited } from "./given";

/** A setting has an effect beside the others: what the tag `@onlyWith` asks for is there. */
export const checkEffects: Rule = (context) => {
  const { args, isRefused } = context;
  return givenSettings(context).flatMap(({ setting, got }) => {
    const condition = inherited(setting, "onlyWith");
    const actual = condition && getProperty(args, condition.property);
    if (
      condition === undefined ||
      isRefused(condition.property) ||
      // It is decided by the controller, and that was refused.
      (condition.property === "drain.mode" && actual === undefined) ||
      condition.values.some((value) => value === actual)
    ) {
      return [];
    }
    const needed = `{${condition.property}} ${condition.values.join(" or ")}`;
    return [
      {
        setting: setting.property,
        got,
        reason: `it has no effect without ${needed}`,
        allowed: `unset, or ${needed} beside it`,
        example: null,
      },
    ];
  });
};
