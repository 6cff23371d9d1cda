import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { KubeConfig } from "@kubernetes/client-node";
import { stringify } from "yaml";

/** An API server that has an answer for each of some paths. */
export interface FakeApiServer {
  /** A kubeconfig, as text, with the contexts `here` and `nowhere`, which is the current one. */
  readonly kubeconfig: string;
  /** The header `Authorization` of each request. */
  readonly authorizations: readonly (string | undefined)[];
  close(): void;
}

/** Starts it; it answers with 404 where it has no answer, and with 403 where the answer is "forbidden". */
export async function fakeApiServer(
  answers: Readonly<Record<string, object | "forbidden">>,
): Promise<FakeApiServer> {
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization);
    const { url: asked = "" } = request;
    // A whole list is an answer to who asks for it page by page, too.
    const answer = answers[asked] ?? answers[asked.replace(/\?limit=\d+$/, "")];
    const status = answer === undefined ? 404 : answer === "forbidden" ? 403 : 200;
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify(answer ?? {}));
  });
  server.listen(0, "127.0.0.1");
  // A test that fails before it closes the server holds nobody up.
  server.unref();
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Without it plain http is not taken.
  const insecure = { "insecure-skip-tls-verify": true };
  const kubeconfig = stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: "here", cluster: { server: url, ...insecure } },
      { name: "nowhere", cluster: { server: "http://127.0.0.1:1", ...insecure } },
    ],
    users: [{ name: "someone", user: { token: "t0ken" } }],
    contexts: [
      { name: "here", context: { cluster: "here", user: "someone" } },
      { name: "nowhere", context: { cluster: "nowhere", user: "someone" } },
    ],
    "current-context": "nowhere",
  });
  return { kubeconfig, authorizations, close: () => void server.close() };
}

/** What leads to the server, as clients of the API have it. */
export function kubeConfigOf({ kubeconfig }: Pick<FakeApiServer, "kubeconfig">): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  config.setCurrentContext("here");
  return config;
}

/** A list of IngressClasses, as the API has it. */
export function ingressClassList(classes: Readonly<Record<string, string>>): object {
  return {
    items: Object.entries(classes).map(([name, controller]) => ({
      metadata: { name },
      spec: { controller },
    })),
  };
}
