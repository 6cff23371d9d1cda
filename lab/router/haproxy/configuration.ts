import { join } from "node:path";

import type { EndpointSlice } from "../endpoints";
import { keyOf, type Route } from "../route";
import { backend } from "./backend";
import { certificateList, certificates } from "./certificates";
import { errorPage } from "./errorPage";
import { mapFiles, maps } from "./maps";

/** What HAProxy is told apart from the Routes. */
export interface ProxySettings {
  /** `address:port` for plain http. */
  readonly http: string;
  /** `address:port` for TLS. */
  readonly https: string;
  /** `address:port` that answers /healthz. */
  readonly health: string;
  /** Where TLS connections that end here are handed on to; absolute path of a socket. */
  readonly socket: string;
  /** Certificate and key for hosts whose Route has none; absolute path. */
  readonly defaultCertificate: string;
  /** Signs the certificates of Services; absolute path. */
  readonly serviceAuthority: string;
  /** The domain of Routes with a subdomain. */
  readonly domain: string;
}

/** The file that HAProxy is started with. */
export const mainFile = "haproxy.cfg";
const errorFile = "503.http";

/**
 * HAProxy's whole configuration: content by file name.
 *
 * @param routes - those that are admitted
 * @param folder - the folder that the files will be in; absolute path
 */
export function configuration(
  routes: readonly Route[],
  slices: readonly EndpointSlice[],
  settings: ProxySettings,
  folder: string,
): Record<string, string> {
  const { domain, serviceAuthority } = settings;
  const sorted = [...routes].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const sections = [
    global(),
    defaults(folder),
    ...frontends(settings, folder),
    // Without a server it answers 503 by itself.
    ["backend nothing", "  mode http"],
    ...sorted.map((route) => backend(route, { slices, folder, serviceAuthority })),
  ];
  return {
    ...maps(sorted, domain),
    ...certificates(sorted, folder, domain),
    [errorFile]: errorPage,
    [mainFile]: sections.map((lines) => `${lines.join("\n")}\n`).join("\n"),
  };
}

function global(): string[] {
  return [
    "global",
    "  ssl-load-extra-del-ext",
    "  ssl-default-bind-options ssl-min-ver TLSv1.2",
    "  tune.bufsize 32768",
    "  tune.maxrewrite 8192",
  ];
}

function defaults(folder: string): string[] {
  return [
    "defaults",
    "  timeout connect 5s",
    "  timeout client 30s",
    "  timeout client-fin 1s",
    "  timeout server 30s",
    "  timeout server-fin 1s",
    "  timeout http-request 10s",
    "  timeout http-keep-alive 300s",
    "  timeout tunnel 1h",
    `  errorfile 503 ${join(folder, errorFile)}`,
  ];
}

function frontends(
  { http, https, health, socket, defaultCertificate }: ProxySettings,
  folder: string,
): string[][] {
  const map = (name: keyof typeof mapFiles) => join(folder, mapFiles[name]);
  const redirected = `base,map_reg_int(${map("redirect")}) -m bool`;
  return [
    ["frontend health", "  mode http", `  bind ${health}`, "  monitor-uri /healthz"],
    [
      "frontend http",
      "  mode http",
      ...accessLog(),
      `  bind ${http}`,
      "  tcp-request inspect-delay 5s",
      "  tcp-request content accept if HTTP",
      ...cleanedRequest(),
      `  http-request redirect location https://%[req.hdr(host),regsub(:[0-9]+$,,)]%[url] code 302 if { ${redirected} }`,
      `  use_backend %[base,map_reg(${map("http")})]`,
      "  default_backend nothing",
    ],
    [
      "frontend tls",
      "  mode tcp",
      `  bind ${https}`,
      "  tcp-request inspect-delay 5s",
      "  tcp-request content accept if { req_ssl_hello_type 1 }",
      `  use_backend %[req.ssl_sni,lower,map_reg(${map("passthrough")})] if { req.ssl_sni -m found }`,
      "  default_backend tls-ends-here",
    ],
    ["backend tls-ends-here", "  mode tcp", `  server https unix@${socket} send-proxy`],
    [
      "frontend https",
      "  mode http",
      ...accessLog(),
      `  bind unix@${socket} accept-proxy ssl crt ${defaultCertificate} crt-list ${join(folder, certificateList)}`,
      ...cleanedRequest(),
      `  use_backend %[base,map_reg(${map("https")})]`,
      "  default_backend nothing",
    ],
  ];
}

/** One line a request; backends have no log, as all would tell of every reload. */
function accessLog(): string[] {
  return ["  log stdout format raw local0 info", "  option httplog"];
}

/** What a client could pretend to be by a header, and the host in the case that maps have. */
function cleanedRequest(): string[] {
  const certificateHeaders = [
    ...["", "-Client-CN", "-Client-DER", "-Client-DN", "-Client-NotAfter", "-Client-NotBefore"],
    ...["-Client-SHA1", "-Client-Serial", "-Client-Subject", "-Client-Verify", "-Client-Version"],
    "-Issuer",
  ];
  return [
    "  http-request deny if { hdr_len(content-length) 0 }",
    "  http-request del-header Proxy",
    ...certificateHeaders.map((suffix) => `  http-request del-header X-SSL${suffix}`),
    "  http-request set-header Host %[req.hdr(Host),lower]",
  ];
}
