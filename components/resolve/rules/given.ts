import { getProperty, parentOf } from "../../args/paths";
import type { Setting } from "../../args/setting";
import { argsSettings } from "../../args/settings.generated";
import type { Context } from "../context";

/** A setting that was given, with its value for a message. */
export interface GivenSetting {
  readonly setting: Setting;
  readonly got: unknown;
}

/** What was given and not refused, without the objects that hold it. */
export function givenSettings({ given, isRefused }: Context): GivenSetting[] {
  return argsSettings
    .filter(({ property, kind }) => kind !== "object" && !isRefused(property))
    .map((setting) => ({ setting, got: getProperty(given, setting.property) }))
    .filter(({ got }) => got !== undefined)
    .map(({ setting, got }) => ({ setting, got: setting.secret === true ? "[secret]" : got }));
}

/** A trait of a setting, or of the objects that it is a part of. */
export function inherited<Trait extends keyof Setting>(
  setting: Setting,
  trait: Trait,
): Setting[Trait] | undefined {
  if (setting[trait] !== undefined) {
    return setting[trait];
  }
  const parent = argsSettings.find(({ property }) => property === parentOf(setting.property));
  return parent && inherited(parent, trait);
}
