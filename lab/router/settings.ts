import { parseArgs } from "node:util";

import type { ProxySettings } from "./haproxy/configuration";
import type { RouterIdentity } from "./status";

/** What the router is told on its command line. */
export interface RouterSettings extends ProxySettings, RouterIdentity {
  /** Where the configuration of HAProxy goes; absolute path. */
  readonly folder: string;
  /** HAProxy's program; absolute path. */
  readonly haproxy: string;
  /** The socket of HAProxy's master; absolute path. */
  readonly masterSocket: string;
  /** The port of 127.0.0.1 that tells whether the router is ready. */
  readonly readyPort: number;
  /** The shortest time between two reloads; RELOAD_INTERVAL of the real router. */
  readonly reloadSeconds: number;
}

const names = [
  ...["name", "canonical-hostname", "domain", "http", "https", "health", "socket"],
  ...["default-certificate", "service-authority", "folder", "haproxy", "master-socket"],
  ...["ready-port", "reload-seconds"],
] as const;

/**
 * Reads the command line: `--name=value` for each setting.
 *
 * @throws when one is missing or unknown
 */
export function settingsFrom(argv: readonly string[]): RouterSettings {
  const { values } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
  });
  const missing = names.filter((name) => values[name] === undefined);
  if (missing.length > 0) {
    throw new Error(`missing: ${missing.map((name) => `--${name}`).join(", ")}`);
  }
  const text = (name: string) => String(values[name]);
  return {
    name: text("name"),
    canonicalHostname: text("canonical-hostname"),
    domain: text("domain"),
    http: text("http"),
    https: text("https"),
    health: text("health"),
    socket: text("socket"),
    defaultCertificate: text("default-certificate"),
    serviceAuthority: text("service-authority"),
    folder: text("folder"),
    haproxy: text("haproxy"),
    masterSocket: text("master-socket"),
    readyPort: Number(text("ready-port")),
    reloadSeconds: Number(text("reload-seconds")),
  };
}
