import type { Rule } from "../context";
import { givenSettings, inherited } from "./given";

/** A setting of one platform is given on that platform. */
export const checkApplicability: Rule = (context) => {
  const { given, isRefused } = context;
  if (isRefused("platform")) {
    return [];
  }
  return givenSettings(context).flatMap(({ setting, got }) => {
    const platform = inherited(setting, "platform");
    return platform === undefined || platform === given.platform
      ? []
      : [
          {
            setting: setting.property,
            got,
            reason: setting.elsewhere ?? `only the platform ${platform} has this setting`,
            allowed: `unset on ${given.platform}`,
            example: null,
          },
        ];
  });
};
