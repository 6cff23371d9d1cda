import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";
import { listAt, type PlainObject } from "../affinity/objects";
import type { RolloutCluster } from "../rollout/rolloutCluster";
import type { Cluster } from "./cluster";
import { type ClusterSettings, loadKubeConfig } from "./kubeConfig";
import type { ObjectCluster } from "./objectCluster";
import { schemaHasField } from "./openApi";

/** How long the API server may take to answer before the cluster counts as out of reach, in milliseconds. */
const answerTimeout = 5000;

/**
 * The cluster that the program deploys to, asked over its API.
 *
 * @throws Error if the kubeconfig cannot be read or has no such context; none quotes a credential
 */
export async function liveCluster(
  settings: ClusterSettings,
): Promise<Cluster & RolloutCluster & ObjectCluster> {
  const config = await loadKubeConfig(settings);
  const context = config.getContextObject(config.getCurrentContext());
  return {
    ...rolloutOf(config),
    anyObject: (own, namespace) => list(config, own, namespace, own.plural, 1),
    object: async ({ apiVersion, plural }, namespace, name) =>
      (await get(
        config,
        inNamespace(`/apis/${apiVersion}`, namespace, plural, name),
      )) as PlainObject,
    namespace: settings.namespace ?? context?.namespace ?? "default",
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
    service: async (namespace, name) => {
      const absent = {};
      const found = await get(config, inNamespace("/api/v1", namespace, "services", name), absent);
      return found === absent ? undefined : (found as PlainObject);
    },
    workloads: async (namespace) => {
      const kinds = { deployments: "Deployment", statefulsets: "StatefulSet" };
      const lists = Object.entries(kinds).map(([plural, kind]) =>
        list(config, { apiVersion: "apps/v1", kind }, namespace, plural),
      );
      return (await Promise.all(lists)).flat();
    },
    disruptionBudgets: (namespace) => {
      const type = { apiVersion: "policy/v1", kind: "PodDisruptionBudget" };
      return list(config, type, namespace, "poddisruptionbudgets");
    },
  };
}

function inNamespace(group: string, namespace: string, plural: string, name?: string): string {
  const path = `${group}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
  return name === undefined ? path : `${path}/${encodeURIComponent(name)}`;
}

/** The objects of a type, which have it themselves: the API leaves it out in a list. */
async function list(
  config: KubeConfig,
  type: Pick<PlainObject, "apiVersion" | "kind">,
  namespace: string,
  plural: string,
  limit?: number,
): Promise<PlainObject[]> {
  const path = inNamespace(`/apis/${type.apiVersion}`, namespace, plural);
  const found = await get(config, limit === undefined ? path : `${path}?limit=${limit}`);
  const { apiVersion, kind } = type;
  return listAt(found, "items").map((item) => ({ ...(item as PlainObject), apiVersion, kind }));
}

/** What is asked while pods start. */
function rolloutOf(config: KubeConfig): Omit<RolloutCluster, "namespace"> {
  const core = (namespace: string) => `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const itemsAt = async (path: string, query: Record<string, string>) =>
    listAt(await get(config, `${path}?${new URLSearchParams(query).toString()}`), "items");
  return {
    statefulSet: (namespace, name) =>
      get(
        config,
        `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/statefulsets/${encodeURIComponent(name)}`,
      ),
    pods: (namespace, labelSelector, limit) =>
      itemsAt(`${core(namespace)}/pods`, {
        labelSelector,
        ...(limit !== undefined && { limit: String(limit) }),
      }),
    events: (namespace, kind, name) =>
      itemsAt(`${core(namespace)}/events`, {
        fieldSelector: `involvedObject.kind=${kind},involvedObject.name=${name}`,
      }),
    lastLog: (namespace, pod, container) =>
      read(
        config,
        `${core(namespace)}/pods/${encodeURIComponent(pod)}/log?${new URLSearchParams({ container, previous: "true", tailLines: "50" }).toString()}`,
        (body) => body,
      ),
  };
}

/**
 * What the API server has at a path.
 *
 * @param absent the answer where there is nothing @default - an error
 * @throws Error if it cannot be reached or does not allow it
 */
function get(config: KubeConfig, path: string, absent?: object): Promise<unknown> {
  return read<unknown>(config, path, (body, origin) => parseAnswer(body, origin, path), absent);
}

function parseAnswer(body: string, origin: string, path: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`${origin} does not answer in JSON to GET ${path}`);
  }
}

async function read<Answer>(
  config: KubeConfig,
  path: string,
  parse: (body: string, origin: string) => Answer,
  absent?: Answer,
): Promise<Answer> {
  const url = new URL((config.getCurrentCluster()?.server ?? "").replace(/\/$/, "") + path);
  const allowed = await credentials(config);
  const own = { Accept: "application/json", "User-Agent": "sticky-session" };
  const options: https.RequestOptions = {
    ...allowed,
    headers: { ...(allowed.headers as http.OutgoingHttpHeaders | undefined), ...own },
    signal: AbortSignal.timeout(answerTimeout),
  };
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
  return parse(body, url.origin);
}

/** Credentials that are being asked for, by kubeconfig. */
const asking = new WeakMap<KubeConfig, Promise<https.RequestOptions>>();

/**
 * What a request needs to be let in. Requests at the same time share it: a credential plugin may take seconds, or ask a
 * person. What it prints may be the credential, so its error is not passed on.
 */
async function credentials(config: KubeConfig): Promise<https.RequestOptions> {
  const asked = asking.get(config) ?? askFor(config).finally(() => asking.delete(config));
  asking.set(config, asked);
  return asked;
}

async function askFor(config: KubeConfig): Promise<https.RequestOptions> {
  try {
    const options: https.RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    return options;
  } catch {
    throw new Error(
      `the credentials of the kubeconfig's context ${config.getCurrentContext()} cannot be used (kubectl auth whoami shows why)`,
    );
  }
}
