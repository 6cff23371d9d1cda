import { existsSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { homedir } from "node:os";
import { text } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";
import type { Cluster } from "./cluster";
import { schemaHasField } from "./openApi";

/** Which cluster it is, in the words of the Kubernetes provider's configuration. */
export interface ClusterSettings {
  /** Path or content of a kubeconfig. @default - $KUBECONFIG, ~/.kube/config, or the pod's own */
  readonly kubeconfig?: string;
  /** @default - the kubeconfig's current one */
  readonly context?: string;
  /** @default - the context's */
  readonly cluster?: string;
}

/** How long the API server may take to answer before the cluster counts as out of reach, in milliseconds. */
const answerTimeout = 5000;

/**
 * The cluster that the program deploys to, asked over its API.
 *
 * @throws Error if there is no kubeconfig with such a context
 */
export async function liveCluster(settings: ClusterSettings): Promise<Cluster> {
  const config = await kubeConfigOf(settings);
  return {
    ingressClasses: async () => {
      const list = await get(config, "/apis/networking.k8s.io/v1/ingressclasses");
      const { items } = list as { items: { metadata: { name: string }; spec?: object }[] };
      return items.map(({ metadata: { name }, spec = {} }) => ({
        name,
        controller: "controller" in spec ? String(spec.controller) : "",
      }));
    },
    kinds: async (apiVersion) => {
      const found = await get(config, `/apis/${apiVersion}`, { resources: [] });
      const { resources } = found as { resources: { kind: string }[] };
      return resources.map(({ kind }) => kind);
    },
    hasField: async (apiVersion, kind, field) => {
      const document = await get(config, `/openapi/v3/apis/${apiVersion}`, {});
      return schemaHasField(document, apiVersion, kind, field);
    },
  };
}

async function kubeConfigOf({
  kubeconfig,
  context,
  cluster,
}: ClusterSettings): Promise<KubeConfig> {
  // Only where a cluster is asked: loading it takes as long as all the rest of the program.
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const config = new KubeConfig();
  if (kubeconfig === undefined) {
    config.loadFromDefault();
  } else {
    const path = kubeconfig.replace(/^~(?=\/|$)/, homedir());
    if (existsSync(path)) {
      config.loadFromFile(path);
    } else {
      config.loadFromString(kubeconfig);
    }
  }
  if (context !== undefined) {
    config.setCurrentContext(context);
  }
  const current = config.getCurrentContext();
  if (cluster !== undefined) {
    config.contexts = config.contexts.map((entry) =>
      entry.name === current ? { ...entry, cluster } : entry,
    );
  }
  if (config.getCurrentCluster() === null) {
    throw new Error(`the kubeconfig has no cluster for the context ${current}`);
  }
  return config;
}

/**
 * What the API server has at a path.
 *
 * @param absent the answer where there is nothing @default - an error
 * @throws Error if it cannot be reached or does not allow it
 */
async function get(config: KubeConfig, path: string, absent?: object): Promise<unknown> {
  const url = new URL((config.getCurrentCluster()?.server ?? "").replace(/\/$/, "") + path);
  const options: https.RequestOptions = {
    headers: { Accept: "application/json", "User-Agent": "sticky-session" },
    signal: AbortSignal.timeout(answerTimeout),
  };
  await config.applyToHTTPSOptions(options);
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const { get: request } = url.protocol === "http:" ? http : https;
    request(url, options, resolve).on("error", reject);
  });
  const body = await text(response);
  if (response.statusCode === 404 && absent !== undefined) {
    return absent;
  }
  if (response.statusCode !== 200) {
    throw new Error(`${url.origin} answers ${response.statusCode ?? "nothing"} to GET ${path}`);
  }
  return JSON.parse(body);
}
