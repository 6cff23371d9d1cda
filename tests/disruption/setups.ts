import { randomBytes } from "node:crypto";
import { deleteNamespace, kubectl } from "../e2e/support/cluster";
import { TestStack } from "../e2e/support/testStack";
import type { Workload } from "./events";

/** An application on the cluster. */
export interface Deployed extends Workload {
  readonly url: string;
  dispose(): Promise<void>;
}

/** A way to run the same application behind the same proxy, with the same affinity. */
export interface Setup {
  readonly id: string;
  readonly title: string;
  deploy(): Promise<Deployed>;
}

/** What the program deploys, as it is without further settings. */
const program: Setup = {
  id: "program",
  title: "this program",
  async deploy() {
    const stack = await TestStack.create({ drainSeconds: undefined });
    try {
      await stack.up();
      const { app, namespace } = stack;
      return { app, namespace, url: await stack.url(), dispose: () => stack.dispose() };
    } catch (error) {
      await stack.dispose();
      throw error;
    }
  },
};

/** The common advice. */
const sleep: Setup = {
  id: "sleep",
  title: "readiness probe and preStop sleep",
  deploy: () =>
    deployPlain({
      readinessProbe: {
        httpGet: { path: "/", port: "http" },
        periodSeconds: 5,
        failureThreshold: 1,
      },
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
    }),
};

/** A StatefulSet as in the tutorial, which says nothing of probes. */
const tutorial: Setup = {
  id: "tutorial",
  title: "the tutorial's",
  deploy: () => deployPlain({}),
};

export const setups: readonly Setup[] = [program, sleep, tutorial];

async function deployPlain(container: object): Promise<Deployed> {
  const namespace = `bench-${randomBytes(4).toString("hex")}`;
  const host = `${namespace}.localhost`;
  const dispose = () => deleteNamespace(namespace);
  await kubectl(["create", "namespace", namespace]);
  try {
    const items = manifests(host, container);
    await kubectl(
      ["apply", "--namespace", namespace, "--filename=-"],
      JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    );
    await kubectl([
      ...["rollout", "status", "statefulset/hello", "--namespace", namespace],
      "--timeout=3m",
    ]);
    return { app: "hello", namespace, url: `http://${host}/`, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

const labels = { "app.kubernetes.io/name": "hello" };
const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

function manifests(host: string, container: object): object[] {
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "hello", annotations: { [sticky]: "true", [`${sticky}.name`]: "hello" } },
      spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: "http" }] },
    },
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name: "hello" },
      spec: {
        replicas: 3,
        serviceName: "hello",
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: "hello",
                image: "docker.io/nginxdemos/nginx-hello:plain-text",
                ports: [{ name: "http", containerPort: 8080 }],
                ...container,
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "hello" },
      spec: {
        ingressClassName: "traefik",
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path: "/",
                  pathType: "Prefix",
                  backend: { service: { name: "hello", port: { name: "http" } } },
                },
              ],
            },
          },
        ],
      },
    },
  ];
}
