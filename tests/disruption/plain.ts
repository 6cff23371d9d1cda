import { randomBytes } from "node:crypto";
import { deleteNamespace, kubectl } from "../e2e/support/cluster";
import { type LabController, resolveTo } from "../e2e/support/controllers";
import { otherImage } from "../e2e/support/otherImage";
import type { Deployed } from "./setups";

const name = "hello";
const labels = { "app.kubernetes.io/name": name };
const container = { name, image: "docker.io/nginxdemos/nginx-hello:plain-text" };
const traefikCookie = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/** What gives a controller's clients a cookie, as its documentation has it. */
const affinity: Readonly<Record<string, { service?: object; ingress?: object; class?: string }>> = {
  // Before the one whose id begins alike.
  "traefik-ingress-nginx": {
    class: "nginx",
    ingress: { "nginx.ingress.kubernetes.io/affinity": "cookie" },
  },
  traefik: {
    class: "traefik",
    service: { [traefikCookie]: "true", [`${traefikCookie}.name`]: name },
  },
  "haproxy-ingress": {
    class: "haproxy",
    ingress: { "haproxy-ingress.github.io/affinity": "cookie" },
  },
};

/** A StatefulSet written by hand, without this program. @param more fields of its container */
export async function deployPlain(controller: LabController, more: object): Promise<Deployed> {
  const namespace = `bench-${randomBytes(4).toString("hex")}`;
  const domain = controller.platform === "openshift" ? "apps.localhost" : "localhost";
  const host = `${namespace}.${domain}`;
  const dispose = () => deleteNamespace(namespace);
  const inNamespace = ["--namespace", namespace];
  const rolledOut = () =>
    kubectl(["rollout", "status", `statefulset/${name}`, ...inNamespace, "--timeout=5m"]);
  await kubectl(["create", "namespace", namespace]);
  try {
    const items = [...workload(controller, more), exposure(controller, host)];
    await kubectl(
      ["apply", ...inNamespace, "--filename=-"],
      JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    );
    await rolledOut();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    ...{ app: name, namespace, dispose },
    ...{ url: `http://${host}/`, resolve: [resolveTo(controller, host)] },
    async changeImage() {
      const image = `${name}=${otherImage}`;
      await kubectl(["set", "image", `statefulset/${name}`, ...inNamespace, image]);
      await rolledOut();
    },
  };
}

function workload(controller: LabController, more: object): object[] {
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, annotations: affinityOf(controller).service },
      spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: "http" }] },
    },
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name },
      spec: {
        replicas: 3,
        serviceName: name,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [{ ...container, ports: [{ name: "http", containerPort: 8080 }], ...more }],
          },
        },
      },
    },
  ];
}

function exposure(controller: LabController, host: string): object {
  if (controller.platform === "openshift") {
    return {
      apiVersion: "route.openshift.io/v1",
      kind: "Route",
      metadata: { name },
      spec: { host, to: { kind: "Service", name }, port: { targetPort: "http" } },
    };
  }
  const backend = { service: { name, port: { name: "http" } } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name, annotations: affinityOf(controller).ingress },
    spec: {
      ingressClassName: affinityOf(controller).class,
      rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    },
  };
}

/** Variants of a controller are told alike. */
function affinityOf({ id }: LabController): (typeof affinity)[string] {
  return Object.entries(affinity).find(([prefix]) => id.startsWith(prefix))?.[1] ?? {};
}
