import { CustomObjectsApi, NetworkingV1Api } from "@kubernetes/client-node";
import { kubeConfig } from "./cluster";

/** What differs between the suites' runs, one for each platform. */
export interface PlatformUnderTest {
  /** The lab's platform, and the program's. */
  readonly name: "kubernetes" | "openshift";
  /** The repository's stack for it. */
  readonly stack: "k8s" | "openshift";
  /** What an application is exposed by, as kubectl and as the engine call it. */
  readonly exposure: { readonly kind: "ingress" | "route"; readonly type: string };
  /** The engine's type of what carries the cookie's settings. */
  readonly cookieCarrier: string;
  /** The host that a stack asks for in its settings; undefined where it leaves that to the router. */
  askedHost(label: string): string | undefined;
  /** The host of an application that asked so. */
  host(label: string, app: string, namespace: string): string;
  /** The answer at a host that nothing is exposed at. */
  readonly nothingThere: number;
  /** The lab's processes that requests pass through, or that tell those what to do. */
  readonly proxies: readonly string[];
  /** Where the object `hello` can be reached, by its own status. */
  readonly addresses: (namespace: string) => Promise<unknown>;
  /** The addresses of an object that is ready. */
  readonly readyAddresses: (namespace: string) => unknown;
}

const kubernetes: PlatformUnderTest = {
  name: "kubernetes",
  stack: "k8s",
  exposure: { kind: "ingress", type: "kubernetes:networking.k8s.io/v1:Ingress" },
  cookieCarrier: "kubernetes:core/v1:Service",
  askedHost: (label) => `${label}.localhost`,
  host: (label) => `${label}.localhost`,
  nothingThere: 404,
  proxies: ["traefik"],
  addresses: async (namespace) => {
    const { status } = await kubeConfig()
      .makeApiClient(NetworkingV1Api)
      .readNamespacedIngress({ name: "hello", namespace });
    return status?.loadBalancer?.ingress?.map(({ ip }) => ip);
  },
  readyAddresses: () => ["127.0.0.1"],
};

const openshift: PlatformUnderTest = {
  name: "openshift",
  stack: "openshift",
  exposure: { kind: "route", type: "kubernetes:route.openshift.io/v1:Route" },
  cookieCarrier: "kubernetes:route.openshift.io/v1:Route",
  askedHost: () => undefined,
  host: (_, app, namespace) => `${app}-${namespace}.apps.localhost`,
  nothingThere: 503,
  proxies: ["router", "haproxy"],
  addresses: async (namespace) =>
    (await readRoute("hello", namespace)).status?.ingress?.map(({ host, conditions }) => [
      host,
      ...(conditions ?? []).map(({ type, status }) => `${type}=${status}`),
    ]),
  readyAddresses: (namespace) => [[`hello-${namespace}.apps.localhost`, "Admitted=True"]],
};

/** The platform of this run: that of the environment variable `E2E_PLATFORM`, else kubernetes. */
export const platform = platformNamed(process.env.E2E_PLATFORM ?? kubernetes.name);

/** @throws Error where there is no such platform */
export function platformNamed(name: string): PlatformUnderTest {
  const found = [kubernetes, openshift].find((each) => each.name === name);
  if (!found) {
    throw new Error(`The platform is "${name}"; it has to be kubernetes or openshift.`);
  }
  return found;
}

/** A Route as far as the tests read it. */
export interface LiveRoute {
  readonly spec: { readonly host?: string };
  readonly status?: {
    readonly ingress?: readonly {
      readonly host: string;
      readonly conditions?: readonly {
        readonly type: string;
        readonly status: string;
        readonly reason?: string;
        readonly message?: string;
      }[];
    }[];
  };
}

/** Reads a Route from the cluster. */
export async function readRoute(name: string, namespace: string): Promise<LiveRoute> {
  return (await kubeConfig()
    .makeApiClient(CustomObjectsApi)
    .getNamespacedCustomObject({
      ...{ group: "route.openshift.io", version: "v1", plural: "routes" },
      ...{ name, namespace },
    })) as LiveRoute;
}
