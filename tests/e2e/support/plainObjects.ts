import { kubectl } from "./cluster";
import { platform } from "./platform";

const image = "docker.io/nginxdemos/nginx-hello:plain-text";

type Labels = Readonly<Record<string, string>>;

/** A Kubernetes object as it stands in a manifest. */
export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Labels;
    readonly labels?: Labels;
  };
  readonly spec?: object;
  /** Of a Secret. */
  readonly type?: string;
  readonly data?: Labels;
  readonly stringData?: Labels;
}

/** Creates objects in the namespace. */
export async function createObjects(
  namespace: string,
  items: readonly PlainObject[],
): Promise<void> {
  const list = { apiVersion: "v1", kind: "List", items };
  await kubectl(["create", "--namespace", namespace, "--filename=-"], JSON.stringify(list));
}

/** Pods of the tutorial's image, as the `restricted` standard wants them; OpenShift chooses their user itself. */
export function podSpec(ofContainer: object = {}, further: object = {}): object {
  return {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 2,
    securityContext: {
      ...{ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      ...(platform.name === "kubernetes" && { runAsUser: 101 }),
    },
    containers: [
      {
        ...{ name: "hello", image, ports: [{ name: "http", containerPort: 8080 }] },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        readinessProbe: { httpGet: { path: "/", port: "http" }, periodSeconds: 1 },
        ...ofContainer,
      },
    ],
    ...further,
  };
}

/** @param type @default - of no special one */
export function secret(name: string, values: Labels, type = "Opaque"): PlainObject {
  return { apiVersion: "v1", kind: "Secret", metadata: { name }, type, stringData: values };
}

export function statefulSet(name: string, replicas: number): PlainObject {
  const labels = { app: name };
  return {
    ...{ apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name } },
    spec: {
      ...{ replicas, serviceName: name, podManagementPolicy: "Parallel" },
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec() },
    },
  };
}

export function deployment(name: string, replicas: number): PlainObject {
  const labels = { app: name };
  return {
    ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name, labels } },
    spec: {
      ...{ replicas, selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: podSpec() },
    },
  };
}

export function pod(name: string, labels: Labels, spec = podSpec()): PlainObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { name, labels }, spec };
}

/** @param further fields of its spec @default {} */
export function service(
  name: string,
  selector: Labels,
  annotations: Labels = {},
  further: object = {},
): PlainObject {
  return {
    ...{ apiVersion: "v1", kind: "Service", metadata: { name, annotations } },
    spec: { selector, ports: [{ name: "http", port: 80, targetPort: "http" }], ...further },
  };
}

export interface IngressArgs {
  /** @default "/" */
  readonly path?: string;
  /** @default "traefik" */
  readonly ingressClassName?: string;
}

/** An Ingress that leads to the Service of its name. */
export function ingress(
  name: string,
  host: string,
  annotations: Labels = {},
  { path = "/", ingressClassName = "traefik" }: IngressArgs = {},
): PlainObject {
  const backend = { service: { name, port: { name: "http" } } };
  return {
    ...{ apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata: { name, annotations } },
    spec: {
      ingressClassName,
      rules: [{ host, http: { paths: [{ path, pathType: "Prefix", backend }] } }],
    },
  };
}
