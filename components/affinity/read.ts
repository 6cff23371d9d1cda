import type { Affinity, SessionCookie } from "./affinity";
import type { Dialect } from "./dialect";
import type { Setting } from "./setting";
import type { Exposure } from "./exposure";
import type { PlainObject } from "./objects";
import { settingsOf } from "./translate";

/** What live objects say, independent of any controller. */
export interface Reading {
  /** Missing where affinity is off. A setting of the cookie that is missing is not known, or there is none. */
  readonly affinity?: Affinity;
  readonly exposure: Exposure;
}

/**
 * Reads a controller's setting from the objects of one application, as the API serves them: the object that
 * exposes it, its Service, and those of the controller's own kinds.
 *
 * @returns `undefined` where the object that exposes it is not among them
 */
export function read(dialect: Dialect, objects: readonly PlainObject[]): Reading | undefined {
  const exposure = dialect.exposedBy.read(objects);
  if (exposure === undefined) {
    return undefined;
  }
  const affinity = readAffinity(dialect, objects, exposure);
  return { exposure, ...(affinity && { affinity }) };
}

/** The same for an exposure that is known, such as one path of several; `undefined` where affinity is off. */
export function readAffinity(
  dialect: Dialect,
  objects: readonly PlainObject[],
  exposure: Exposure,
): Affinity | undefined {
  const native = dialect.target.read(objects);
  if (native === undefined) {
    return undefined;
  }
  const values = settingsOf(dialect).map((name) => {
    const setting: Setting<unknown> = dialect.cookie[name] as Setting<unknown>;
    return [name, setting.read(native, exposure)] as const;
  });
  const cookie: SessionCookie = Object.fromEntries(
    values.filter(([, value]) => value !== undefined),
  );
  return { cookie };
}
