import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";

/**
 * Reads a kubeconfig: the given one, else that of $KUBECONFIG or ~/.kube/config.
 *
 * @param pathOrContent - the setting `kubernetes:kubeconfig`
 * @throws Error if there is none or it cannot be read. The message never quotes the kubeconfig: it
 *   holds credentials, and the messages of parsers show the lines around a mistake.
 */
export async function loadKubeconfig(pathOrContent: string | undefined): Promise<KubeConfig> {
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const config = new KubeConfig();
  if (pathOrContent === undefined) {
    requireKubeconfig();
    read(environmentSource(), () => {
      config.loadFromDefault();
    });
    return config;
  }
  const source = "kubernetes:kubeconfig";
  const path = pathOrContent.replace(/^~(?=\/|$)/, homedir());
  if (existsSync(path)) {
    read(`the file of ${source}`, () => {
      config.loadFromFile(path);
    });
    return config;
  }
  if (!looksLikeContent(pathOrContent)) {
    throw new Error(`${source} is neither the path of a file nor the content of a kubeconfig`);
  }
  read(source, () => {
    config.loadFromString(pathOrContent);
  });
  return config;
}

/** Without any kubeconfig client-node assumes a server on http://localhost:8080, which hides what is wrong. */
function requireKubeconfig(): void {
  const inCluster = existsSync("/var/run/secrets/kubernetes.io/serviceaccount/token");
  const home = join(homedir(), ".kube", "config");
  if ((process.env.KUBECONFIG ?? "") !== "" || existsSync(home) || inCluster) return;
  throw new Error(
    `there is no kubeconfig: "kubernetes:kubeconfig" and $KUBECONFIG are not set and ${home} does not exist`,
  );
}

function environmentSource(): string {
  return (process.env.KUBECONFIG ?? "") === "" ? "~/.kube/config" : "the file of $KUBECONFIG";
}

/** A kubeconfig in YAML has several lines, one in JSON begins with a brace. */
function looksLikeContent(text: string): boolean {
  return text.includes("\n") || text.trimStart().startsWith("{");
}

function read(source: string, load: () => void): void {
  try {
    load();
  } catch (error) {
    // Not with the error as its cause: that would hold the text.
    throw new Error(`${source} ${problemOf(error)}. Check it: kubectl config view`);
  }
}

/** What is wrong, without any of the text that was read. */
function problemOf(error: unknown): string {
  const { code, mark, message } = error as {
    code?: unknown;
    mark?: { line?: unknown; column?: unknown };
    message?: unknown;
  };
  if (typeof code === "string") return `cannot be read (${code})`;
  if (typeof mark?.line === "number" && typeof mark.column === "number") {
    return `is not valid YAML (line ${mark.line + 1}, column ${mark.column + 1})`;
  }
  // client-node's own message for an entry that lacks something: "users[0].name is missing".
  const missing = /^\w+\[\d+\]\.[\w.]+ is missing$/.exec(String(message))?.[0];
  return `is not a kubeconfig${missing === undefined ? "" : ` (${missing})`}`;
}
