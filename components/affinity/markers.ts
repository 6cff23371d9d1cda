import type { SessionCookie } from "./affinity";
import type { Dialect } from "./dialect";
import { annotationsOf } from "./objects";
import { translate } from "./translate";

/** What the dialects' translations are asked about, where only their keys matter. */
const plain = {
  name: "application",
  servicePort: 80,
  exposure: { path: "/", tls: "none" },
} as const;

/**
 * The annotations by which a Service is given to an object of the controller's own that has the settings; none where the
 * settings are annotations themselves.
 */
export function attachingOf(dialect: Dialect): string[] {
  return dialect.target.on === undefined
    ? Object.keys(written(dialect, {}, "service")).filter(
        (key) => dialect.ownKeys[key] === "affinity.cookie",
      )
    : [];
}

/** A name that a translation's annotations are searched for. */
const probe = "cookie-name";

/**
 * The annotations by which the dialect's affinity is known; none where it is on without being asked and has no name, or
 * where a kind of the controller's own has it.
 */
export function markersOf(dialect: Dialect): string[] {
  const { key, off } = dialect.target;
  const main = off === undefined && key in written(dialect, {}) ? [key] : [];
  const names = Object.entries(written(dialect, { name: probe }))
    .filter(([, value]) => value === probe)
    .map(([name]) => name);
  return [...new Set([...main, ...names])];
}

/** The annotations that a description becomes on an object. @param on @default - the one that has the settings */
function written(
  dialect: Dialect,
  cookie: SessionCookie,
  on = dialect.target.on,
): Readonly<Record<string, string>> {
  const translated = translate(dialect, { cookie }, plain);
  const metadata =
    on && "translation" in translated ? translated.translation.native[on] : undefined;
  return annotationsOf({ apiVersion: "", kind: "", metadata: metadata ?? {} });
}
