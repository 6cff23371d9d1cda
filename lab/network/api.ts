import { users } from "../pki/certificates";
import { apiServerUrl, identityOf } from "../pki/kubeconfig";
import { get, missingAt } from "./request";

/** Reads from the API server as the administrator; undefined when there is no such object. */
export async function readObject<T>(path: string): Promise<T | undefined> {
  const { status, body } = await get(`${apiServerUrl}${path}`, await identityOf(users.admin));
  if (status === 404) {
    return undefined;
  }
  if (status !== 200) {
    throw new Error(`the API server answers ${status} for ${path}: ${body.trim()}`);
  }
  return JSON.parse(body) as T;
}

/** What is missing before the API server is ready for work. */
export async function apiServerMissing(): Promise<string | undefined> {
  return missingAt(`${apiServerUrl}/readyz`, await identityOf(users.admin));
}
