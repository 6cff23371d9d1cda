import type { Settings } from "./config/readSettings";
import { StickyApp } from "./stickyApp";
import { StickyExposure } from "./stickyExposure";

/** The application that a stack's configuration describes: a new one, or one that is there already. */
export function createApp(settings: Settings): StickyApp | StickyExposure {
  const { name, options } = settings;
  return settings.component === "StickyApp"
    ? new StickyApp(name, settings.args, options)
    : new StickyExposure(name, settings.args, options);
}
