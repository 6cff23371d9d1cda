import type { Problem } from "../../affinity/problem";
import { affinityTypes, type StickyAppArgs } from "../../args/stickyAppArgs";

/** What is wrong with turning affinity on or off; the cookie is checked with the controller in mind. */
export function validateAffinityArgs({ affinity = {} }: StickyAppArgs): Problem[] {
  const { type = "cookie", cookie = {} } = affinity;
  if (!affinityTypes.includes(type)) {
    return [
      {
        setting: "affinity.type",
        got: type,
        allowed: affinityTypes.join(", "),
        example: "cookie",
      },
    ];
  }
  if (type === "cookie") {
    return [];
  }
  return Object.entries(cookie).map(([setting, given]: [string, unknown]) => ({
    setting: `affinity.cookie.${setting}`,
    got: given,
    reason: "with affinity none there is no cookie",
    allowed: "unset, or affinity cookie beside it",
    example: null,
  }));
}
