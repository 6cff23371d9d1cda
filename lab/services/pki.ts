import { generateKeyPairSync } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { exists } from "../state/exists";
import { type Certificate, certificateFiles, makeCertificate } from "../pki/certificate";
import { certificates, type User, users } from "../pki/certificates";
import { identityOf, kubeconfig, kubeconfigFile } from "../pki/kubeconfig";
import { stateFiles } from "../state/stateFiles";
import type { Service } from "./service";

/** Signs the tokens of ServiceAccounts. */
export const serviceAccountKey = join(stateFiles.pki, "service-account.key");

/** Keys, certificates and kubeconfigs; a lab of an earlier version gets just those that it lacks. */
export const pki: Service = {
  name: "pki",
  describe: "keys, certificates, kubeconfigs",
  needs: [],

  async start() {
    await mkdir(stateFiles.pki, { recursive: true, mode: 0o700 });
    if (!(await exists(serviceAccountKey))) {
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const content = privateKey.export({ type: "sec1", format: "pem" });
      await writeWhole(serviceAccountKey, String(content));
    }
    for (const authority of certificates.filter((certificate) => !certificate.authority)) {
      if (await makeCertificate(authority)) {
        await removeSignedBy(authority);
      }
    }
    await Promise.all(
      certificates.filter((certificate) => certificate.authority).map(makeCertificate),
    );
    for (const user of Object.values<User>(users)) {
      await writeWhole(kubeconfigFile(user), kubeconfig(user, await identityOf(user)));
    }
  },

  async check() {
    const address = stateFiles.pki;
    const files = [
      serviceAccountKey,
      ...certificates.map(({ name }) => certificateFiles(name).cert),
      ...Object.values<User>(users).map(kubeconfigFile),
    ];
    const found = await Promise.all(files.map(exists));
    return found.every(Boolean)
      ? { state: "running", address }
      : { state: "stopped", address, reason: `${address} is missing or incomplete` };
  },

  async stop() {
    await rm(stateFiles.pki, { recursive: true, force: true });
  },
};

/** What was signed by an authority before it was made anew. */
async function removeSignedBy({ name }: Certificate): Promise<void> {
  for (const signed of certificates.filter(({ authority }) => authority === name)) {
    await rm(certificateFiles(signed.name).cert, { force: true });
  }
}

/** Whoever reads the file meanwhile finds the old one or the new one. */
async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
