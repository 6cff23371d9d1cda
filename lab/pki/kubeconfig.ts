import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { stringify } from "yaml";

import { folders } from "../state/folders";
import { hostPort, listeners } from "../network/network";
import type { Identity } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import { certificateFiles } from "./certificate";
import { authorities, type User, users } from "./certificates";

/** The lab's name as a cluster and as a context. */
export const contextName = "sticky-session-lab";

/** The API server's URL. */
export const apiServerUrl = `https://${hostPort(listeners.apiServer)}`;

/** Where the kubeconfig of a user is; the administrator's is the one that people use. */
export function kubeconfigFile({ name }: User): string {
  return name === users.admin.name
    ? folders.kubeconfig
    : join(stateFiles.pki, `${name}.kubeconfig`);
}

/** The certificate that a client shows, its key, and the authority that it trusts. */
export async function identityOf(
  { name }: Pick<User, "name">,
  authority: string = authorities.cluster,
): Promise<Identity> {
  const { cert, key } = certificateFiles(name);
  const read = (path: string) => readFile(path, "utf8");
  return {
    ca: await read(certificateFiles(authority).cert),
    cert: await read(cert),
    key: await read(key),
  };
}

/** A kubeconfig that needs no other file. */
export function kubeconfig(user: User, { ca, cert, key }: Identity): string {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: contextName,
        cluster: { server: apiServerUrl, "certificate-authority-data": base64(ca) },
      },
    ],
    users: [
      {
        name: user.name,
        user: { "client-certificate-data": base64(cert), "client-key-data": base64(key) },
      },
    ],
    contexts: [{ name: contextName, context: { cluster: contextName, user: user.name } }],
    "current-context": contextName,
  });
}
