import { join } from "node:path";

import { hostOf, keyOf, type Route } from "../route";

/** The list of the Routes' own certificates; see "crt-list" in HAProxy's manual. */
export const certificateList = "certificates.list";

/** Where the certificates of a Route are, below the folder of the configuration. */
export function certificateFiles(key: string): { serving: string; destination: string } {
  return { serving: `${key}.pem`, destination: `${key}.destination.pem` };
}

/** The certificates and keys of all Routes, and the list of those that clients are shown. */
export function certificates(
  routes: readonly Route[],
  folder: string,
  domain: string,
): Record<string, string> {
  const files: Record<string, string> = {};
  const list: string[] = [];
  for (const route of routes) {
    const { tls } = route.spec;
    if (!tls || tls.termination === "passthrough") {
      continue;
    }
    const { serving, destination } = certificateFiles(keyOf(route));
    if (tls.certificate) {
      files[serving] = pem(tls.certificate, tls.key, tls.caCertificate);
      list.push(`${join(folder, serving)} ${hostOf(route, domain)}\n`);
    }
    if (tls.destinationCACertificate) {
      files[destination] = pem(tls.destinationCACertificate);
    }
  }
  return { ...files, [certificateList]: list.sort().reverse().join("") };
}

function pem(...parts: readonly (string | undefined)[]): string {
  return parts.flatMap((part) => (part ? [`${part.trim()}\n`] : [])).join("");
}
