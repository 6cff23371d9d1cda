import { allowedFor } from "../../args/allowed";
import { argsSettings } from "../../args/settings.generated";
import type { Rule } from "../context";

/** A network policy knows the namespace of the proxy that it lets through. */
export const checkNetworkPolicy: Rule = ({ args, dialect, isRefused }) => {
  const setting = argsSettings.find(({ property }) => property === "proxyNamespace");
  if (
    setting === undefined ||
    args.proxyNamespace !== undefined ||
    isRefused("proxyNamespace") ||
    !args.networkPolicy ||
    dialect?.platform !== "kubernetes" ||
    dialect.usualNamespace !== undefined
  ) {
    return [];
  }
  return [
    {
      setting: "proxyNamespace",
      reason: `${dialect.title} is installed in another namespace on each cluster, and without it the policy would shut the proxy out`,
      allowed: allowedFor(setting),
      example: "<proxyNamespace>",
    },
  ];
};
