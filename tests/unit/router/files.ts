import { configuration } from "../../../lab/router/haproxy/configuration";
import type { Route } from "../../../lab/router/route";
import { domain, slice } from "./objects";

const settings = {
  http: "127.0.0.1:80",
  https: "127.0.0.1:443",
  health: "127.0.0.1:16282",
  socket: "/lab/https.sock",
  defaultCertificate: "/lab/default.crt",
  serviceAuthority: "/lab/services.crt",
  domain,
};
const pods = { "hello-0": ["10.0.0.1", true], "hello-1": ["10.0.0.2", true] } as const;
const slices = [slice("hello", pods), slice("blue", { "blue-0": ["10.0.0.3", true] })];

/** The files of HAProxy for these Routes, content by name. */
export function files(...routes: readonly Route[]): Record<string, string> {
  return configuration(routes, slices, settings, "/lab/c");
}
