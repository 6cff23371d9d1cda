import { hostOf, keyOf, type Route } from "../route";

/** The files by which HAProxy finds the backend of a request, each a list of patterns. */
export const mapFiles = {
  /** host and path of requests over http -> backend */
  http: "http.map",
  /** host and path of requests over TLS that ends here -> backend */
  https: "https.map",
  /** server name of TLS connections that are passed through -> backend */
  passthrough: "passthrough.map",
  /** host and path of requests over http -> 1 when they belong on https */
  redirect: "redirect.map",
} as const;

/** The content of each of `mapFiles`. */
export function maps(routes: readonly Route[], domain: string): Record<string, string> {
  const lines: Record<keyof typeof mapFiles, string[]> = {
    http: [],
    https: [],
    passthrough: [],
    redirect: [],
  };
  for (const route of routes) {
    const { tls, path = "" } = route.spec;
    const host = hostOf(route, domain);
    const pattern = requestPattern(host, path);
    const target = `${pattern} ${backendName(route)}`;
    const insecure = tls?.insecureEdgeTerminationPolicy;
    lines.redirect.push(`${pattern} ${insecure === "Redirect" ? 1 : 0}`);
    if (tls?.termination === "passthrough") {
      lines.passthrough.push(`^${escaped(host)}$ ${backendName(route)}`);
    } else if (tls) {
      lines.https.push(target);
    }
    if (!tls || (tls.termination !== "passthrough" && insecure === "Allow")) {
      lines.http.push(target);
    }
  }
  return Object.fromEntries(
    Object.entries(mapFiles).map(([name, file]) => [
      file,
      // The first match wins, and a longer path comes first in falling order.
      lines[name as keyof typeof mapFiles]
        .sort()
        .reverse()
        .map((line) => `${line}\n`)
        .join(""),
    ]),
  );
}

/** The name of a Route's backend. */
export function backendName(route: Route): string {
  return `route:${keyOf(route)}`;
}

/**
 * What the host and path of a request have to look like: the host may end in a dot and have a port, and
 * a path matches whole segments only.
 */
export function requestPattern(host: string, path: string): string {
  const anything = /^\/*$/.test(path);
  const rest = !anything && path.endsWith("/") ? "(.*)?" : "(/.*)?";
  return `^${escaped(host)}\\.?(:[0-9]+)?${anything ? "" : escaped(path)}${rest}$`;
}

function escaped(text: string): string {
  return (
    text
      .replace(/[\\.+*?()|[\]{}^$]/g, "\\$&")
      // A map's line is split at white space.
      .replaceAll(" ", "\\x20")
      .replaceAll("\t", "\\t")
      .replaceAll("\r", "\\r")
      .replaceAll("\n", "\\n")
  );
}
