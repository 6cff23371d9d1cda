import { generateKeyPairSync } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { exists } from "../exists";
import { makeCertificate } from "../pki/certificate";
import { certificates, users } from "../pki/certificates";
import { identityOf, kubeconfig, kubeconfigFile } from "../pki/kubeconfig";
import { stateFiles } from "../stateFiles";
import type { Piece } from "./piece";

/** Signs the tokens of ServiceAccounts. */
export const serviceAccountKey = join(stateFiles.pki, "service-account.key");

/** Written last: without it the folder is a half-made one. */
const complete = join(stateFiles.pki, "complete");

/** Keys, certificates and kubeconfigs. */
export const pki: Piece = {
  name: "pki",
  describe: "keys, certificates, kubeconfigs",
  needs: [],

  async start() {
    if (await exists(complete)) {
      return;
    }
    await rm(stateFiles.pki, { recursive: true, force: true });
    await mkdir(stateFiles.pki, { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await writeFile(serviceAccountKey, privateKey.export({ type: "sec1", format: "pem" }), {
      mode: 0o600,
    });
    for (const authority of certificates.filter((certificate) => !certificate.authority)) {
      await makeCertificate(authority);
    }
    await Promise.all(
      certificates.filter((certificate) => certificate.authority).map(makeCertificate),
    );
    for (const user of Object.values(users)) {
      const path = kubeconfigFile(user);
      await writeFile(`${path}.new`, kubeconfig(user, await identityOf(user)), { mode: 0o600 });
      await rename(`${path}.new`, path);
    }
    await writeFile(complete, "");
  },

  async check() {
    const address = stateFiles.pki;
    return (await exists(complete))
      ? { state: "running", address }
      : { state: "stopped", address, reason: `${address} is missing or half-made` };
  },

  async stop() {
    await rm(stateFiles.pki, { recursive: true, force: true });
  },
};
