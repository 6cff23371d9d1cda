import { parseQuantity } from "../../args/quantity";
import { partOf } from "../../args/paths";
import type { Rule } from "../context";

/** A pod requests no more than it may use. Values that are outputs are left to the API. */
export const checkResources: Rule = ({ args: { resources }, given, isRefused }) =>
  Object.entries(resources.requests).flatMap(([resource, request]) => {
    const limit = resources.limits[resource];
    const setting = partOf("resources.limits", resource);
    if (
      typeof request !== "string" ||
      typeof limit !== "string" ||
      isRefused(setting) ||
      (parseQuantity(request) ?? 0) <= (parseQuantity(limit) ?? 0)
    ) {
      return [];
    }
    const requested = `{${partOf("resources.requests", resource)}}`;
    const isDefault = given.resources?.limits?.[resource] === undefined;
    return [
      {
        setting,
        ...(!isDefault && { got: limit }),
        reason: `${isDefault ? `its default, ${limit},` : "it"} is less than ${requested}, ${request}: a pod cannot request more than it may use`,
        allowed: `${request} or more`,
        example: request,
      },
    ];
  });
