import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { run } from "../process/command";
import { exists } from "../state/exists";
import { stateFiles } from "../state/stateFiles";

/** A certificate to be made. */
export interface Certificate {
  /** Base name of its two files. */
  readonly name: string;
  /** The common name: to Kubernetes the user. */
  readonly commonName: string;
  /** To Kubernetes a group. */
  readonly organization?: string;
  /** The base name of the authority that signs it; an authority signs itself. */
  readonly authority?: string;
  /** What it may be used for; an authority may only sign. */
  readonly usage?: "client" | "server" | "both";
  /** DNS names and IP addresses that a server is reached by, or URIs that a client is known by. */
  readonly names?: readonly string[];
}

const usages = {
  client: "clientAuth",
  server: "serverAuth",
  both: "clientAuth, serverAuth",
} as const;

/** The paths of a certificate and its key. */
export function certificateFiles(name: string): { cert: string; key: string } {
  return { cert: join(stateFiles.pki, `${name}.crt`), key: join(stateFiles.pki, `${name}.key`) };
}

/** What `openssl req` makes the certificate from. */
export function requestConfiguration({
  commonName,
  organization,
  authority,
  usage,
  names = [],
}: Certificate): string {
  const alternatives = names.map((name) => `${kindOf(name)}:${name}`);
  return [
    "[req]",
    "prompt = no",
    "distinguished_name = subject",
    "x509_extensions = extensions",
    "[subject]",
    `CN = ${commonName}`,
    ...(organization ? [`O = ${organization}`] : []),
    "[extensions]",
    "subjectKeyIdentifier = hash",
    ...(authority
      ? [
          "basicConstraints = critical, CA:FALSE",
          "authorityKeyIdentifier = keyid",
          "keyUsage = critical, digitalSignature",
        ]
      : ["basicConstraints = critical, CA:TRUE", "keyUsage = critical, keyCertSign, cRLSign"]),
    ...(usage ? [`extendedKeyUsage = ${usages[usage]}`] : []),
    ...(alternatives.length > 0 ? [`subjectAltName = ${alternatives.join(", ")}`] : []),
    "",
  ].join("\n");
}

function kindOf(name: string): "URI" | "IP" | "DNS" {
  if (name.includes("://")) {
    return "URI";
  }
  return /^[\d.]+$/.test(name) ? "IP" : "DNS";
}

/**
 * Makes a key (P-256, readable by its owner only) and a certificate that is good for ten years,
 * unless they are there from the same request.
 *
 * @returns whether they were made
 */
export async function makeCertificate(certificate: Certificate): Promise<boolean> {
  const { cert, key } = certificateFiles(certificate.name);
  const request = join(stateFiles.pki, `${certificate.name}.cnf`);
  const content = requestConfiguration(certificate);
  if ((await exists(cert)) && (await readFile(request, "utf8").catch(() => "")) === content) {
    return false;
  }
  await rm(cert, { force: true });
  await writeFile(request, content, { mode: 0o600 });
  // The file is there with its mode before the key is: it is at no time readable by others.
  await writeFile(key, "", { mode: 0o600 });
  const authority = certificate.authority && certificateFiles(certificate.authority);
  await run("openssl", [
    ...["req", "-x509", "-config", request, "-days", "3650"],
    ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"],
    ...["-keyout", key, "-out", `${cert}.new`],
    ...(authority ? ["-CA", authority.cert, "-CAkey", authority.key] : []),
  ]);
  await rename(`${cert}.new`, cert);
  return true;
}
