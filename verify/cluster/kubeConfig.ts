import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { KubeConfig } from "@kubernetes/client-node";
import { safeText } from "../../cli/terminal/safeText";
import { shellWord } from "../../components/affinity/shellWord";
import { messageOf } from "../message";
import { VerifyError } from "../verifyError";

/** How long the API server may take to answer, in milliseconds. */
const reachTimeoutMilliseconds = 10_000;

/**
 * The user's own kubeconfig, with a context chosen, once its cluster has answered.
 *
 * @param context @default - the current one
 * @throws VerifyError when there is no such context, or its cluster does not answer
 */
export async function reachCluster(context?: string): Promise<KubeConfig> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const kubeConfig = new KubeConfig();
  const [first, ...rest] = kubeConfigFiles().filter((file) => existsSync(file));
  if (first !== undefined) {
    load(kubeConfig, first);
  }
  for (const file of rest) {
    const further = new KubeConfig();
    load(further, file);
    kubeConfig.mergeConfig(further);
  }
  const known = kubeConfig.getContexts().map(({ name }) => name);
  const chosen = context ?? kubeConfig.getCurrentContext();
  if (!known.includes(chosen)) {
    const which =
      context === undefined ? "no current context" : `no context ${JSON.stringify(context)}`;
    throw new VerifyError(
      `There is ${which} in your kubeconfig. Contexts: ${known.join(", ") || "none"}.`,
      "wrong usage",
    );
  }
  kubeConfig.setCurrentContext(chosen);
  await reach(kubeConfig, chosen);
  return kubeConfig;
}

/** @throws VerifyError without the parser's own message, which quotes the file and so its credentials. */
function load(kubeConfig: KubeConfig, file: string): void {
  try {
    kubeConfig.loadFromFile(file);
  } catch (error) {
    throw new VerifyError(
      `The kubeconfig ${safeText(file)} ${reasonOf(error)} (kubectl config view reads it too).`,
      "wrong usage",
    );
  }
}

function reasonOf(error: unknown): string {
  const { code, mark } = error as { code?: unknown; mark?: { line?: unknown } };
  if (typeof code === "string") {
    return `cannot be read: ${code}`;
  }
  return `is not valid${typeof mark?.line === "number" ? ` at line ${mark.line + 1}` : ""}`;
}

/** The cluster for a message: `context "kind-dev" (https://127.0.0.1:6443)`. */
export function describeCluster(kubeConfig: KubeConfig): string {
  const server = kubeConfig.getCurrentCluster()?.server ?? "no server";
  return `context "${kubeConfig.getCurrentContext()}" (${server})`;
}

/** Where kubectl looks too; a file that does not exist is left out there as well. */
function kubeConfigFiles(): string[] {
  const named = process.env.KUBECONFIG?.split(delimiter).filter((file) => file !== "") ?? [];
  return named.length > 0 ? named : [join(homedir(), ".kube", "config")];
}

async function reach(kubeConfig: KubeConfig, context: string): Promise<void> {
  const { VersionApi } = await import("@kubernetes/client-node");
  const timeout = sleep(reachTimeoutMilliseconds, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${reachTimeoutMilliseconds / 1000} s`);
  });
  try {
    await Promise.race([kubeConfig.makeApiClient(VersionApi).getCode(), timeout]);
  } catch (error) {
    throw new VerifyError(
      `The cluster of ${describeCluster(kubeConfig)} cannot be reached: ${messageOf(error)}. Try \`kubectl --context ${shellWord(context)} version\`.`,
    );
  }
}
