import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../../components/config/readSettings";
import { createApp } from "../../../components/createApp";
import type { StickyExposureArgs } from "../../../components/args/stickyExposureArgs";
import { StickyExposure } from "../../../components/stickyExposure";
import type { StickyExposureOptions } from "../../../components/args/stickyExposureOptions";
import { type Attempt, attempt } from "../support/attempt";
import type { FakeApiServer } from "../support/fakeApiServer";
import type { Registered } from "../support/mocks";

export const onKubernetes = {
  platform: "kubernetes",
  controller: "traefik",
  host: "shop.example.com",
} as const;

/** A Service of the API. */
export function service(spec: object = {}): object {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "store" },
    spec: {
      clusterIP: "10.0.0.7",
      selector: { app: "web" },
      ports: [{ name: "web", port: 8000, targetPort: "serve", protocol: "TCP" }],
      ...spec,
    },
  };
}

/** A Deployment of the API whose pods a Service of `app: web` selects, with all that `StickyApp` would have. */
export function deployment(container: object = {}, pod: object = {}, spec: object = {}): object {
  return {
    metadata: { name: "web" },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web", tier: "front" } },
        spec: {
          containers: [
            {
              name: "web",
              ports: [{ name: "serve", containerPort: 9000 }],
              readinessProbe: { httpGet: { path: "/ready", port: 9000 } },
              lifecycle: { preStop: { sleep: { seconds: 10 } } },
              ...container,
            },
            { name: "gate", readinessProbe: { tcpSocket: { port: 9339 } } },
          ],
          ...pod,
        },
      },
      ...spec,
    },
  };
}

export const budget = {
  metadata: { name: "web" },
  spec: { selector: { matchLabels: { app: "web" } } },
};

/** The answers of an API server that has the application. */
export function application({
  found = service() as object | "none",
  workloads = [deployment()] as readonly object[],
  budgets = [budget] as readonly object[],
} = {}): Record<string, object> {
  return {
    ...(found !== "none" && { "/api/v1/namespaces/store/services/web": found }),
    "/apis/apps/v1/namespaces/store/deployments": { items: workloads },
    "/apis/apps/v1/namespaces/store/statefulsets": { items: [] },
    "/apis/policy/v1/namespaces/store/poddisruptionbudgets": { items: budgets },
    "/apis/networking.k8s.io/v1/ingressclasses": {
      items: Object.entries({
        traefik: "traefik.io/ingress-controller",
        haproxy: "haproxy-ingress.github.io/controller",
      }).map(([name, controller]) => ({ metadata: { name }, spec: { controller } })),
    },
    "/apis/route.openshift.io/v1": { resources: [{ kind: "Route" }] },
    "/apis/projectcontour.io/v1": { resources: [{ kind: "HTTPProxy" }] },
    "/apis/networking.istio.io/v1": {
      resources: ["Gateway", "VirtualService", "DestinationRule"].map((kind) => ({ kind })),
    },
  };
}

function at({ kubeconfig }: FakeApiServer): Record<string, string> {
  return { "kubernetes:kubeconfig": kubeconfig, "kubernetes:context": "here" };
}

/** Makes the component on the cluster. */
export function expose(
  server: FakeApiServer,
  args: Partial<StickyExposureArgs>,
  options: StickyExposureOptions = {},
): Promise<Attempt> {
  return attempt(() => {
    pulumi.runtime.setAllConfig(at(server));
    return new StickyExposure("shop", { ...onKubernetes, ...args }, options);
  });
}

/** Runs the program of a stack's configuration on the cluster. */
export function deploy(
  server: FakeApiServer,
  config: Readonly<Record<string, string>>,
): Promise<Attempt> {
  return attempt(() => {
    const all = Object.entries({ name: "shop", ...onKubernetes, ...config });
    pulumi.runtime.setAllConfig({
      ...at(server),
      ...Object.fromEntries(all.map(([key, value]) => [`sticky-session:${key}`, value])),
    });
    return createApp(readSettings());
  });
}

/** The types and names of what was registered. */
export function namesOf(registered: readonly Registered[]): string[] {
  return registered.map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`);
}

/** What the child of that kind was made with. */
export function inputsOf(registered: readonly Registered[], kind: string): Record<string, unknown> {
  const found = registered.find(({ type }) => type.endsWith(`:${kind}`));
  return { ...found?.inputs };
}
