import type { Dialect } from "../../affinity/dialect";
import { dialects } from "../../affinity/dialects";
import type { Problem } from "../../affinity/problem";
import { allowedFor } from "../../args/allowed";
import { exampleFor } from "../../args/checkValue";
import { getProperty } from "../../args/paths";
import { argsSettings } from "../../args/settings.generated";
import type { Context, Rule } from "../context";
import { exposureOf } from "../exposureOf";
import { givenSettings } from "./given";

/** What exposes the application supports the settings that were given, and has those that it needs. */
export const checkExposureSettings: Rule = (context) => {
  const { dialect } = context;
  return dialect === undefined
    ? []
    : [...unsupported(context, dialect), ...missing(context, dialect)];
};

function unsupported(context: Context, { id, exposedBy }: Dialect): Problem[] {
  return givenSettings(context).flatMap(({ setting: { property }, got }) => {
    const owner = dialects.find((other) => other.exposedBy.supportedSettings.includes(property));
    if (owner === undefined || exposedBy.supportedSettings.includes(property)) {
      return [];
    }
    const reason =
      owner.exposedBy.object === exposedBy.object
        ? `${exposedBy.object} has this setting only with the controller ${owner.id}`
        : `${owner.exposedBy.object} has this setting; ${exposedBy.object} has not`;
    const allowed = `unset with the controller ${id}`;
    return [{ setting: property, got, reason, allowed, example: null }];
  });
}

function missing(context: Context, { title, exposedBy }: Dialect): Problem[] {
  const { args, isRefused } = context;
  const needed =
    exposedBy.requires?.({ exposure: exposureOf(args), tlsSecretNames: args.tls.secrets }) ?? [];
  return argsSettings
    .filter(({ property }) => needed.includes(property) && !isRefused(property))
    .filter(({ property }) => getProperty(args, property) === undefined)
    .map((setting) => ({
      setting: setting.property,
      reason: `${title} is told about the application by ${exposedBy.object}, which needs it`,
      allowed: allowedFor(setting),
      example: exampleFor(setting),
    }));
}
