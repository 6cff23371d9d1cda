import { findDialect } from "../../../components/affinity/dialects";
import type { ResolveRule } from "../../../verify/http/connectOptions";
import { kubectl } from "./cluster";
import { borrowLab } from "./lab";
import type { PlatformUnderTest } from "./platform";
import type { Settings } from "./testStack";

/** A controller that the lab can run. */
export interface LabController {
  /** Its dialect's. */
  readonly id: string;
  readonly platform: PlatformUnderTest["name"];
  /** Where it listens for http. */
  readonly address: string;
  /** What chooses it in a stack of the program. */
  readonly settings: Settings;
  /** Its name among the lab's addons. @default - the lab of its platform has it in any case */
  readonly addon?: string;
  /** Whether the lab takes minutes to build it, so that only `npm run test:controllers` meets it. @default false */
  readonly builtLong?: true;
  /** What has its TLS end in a stack of the program. @default - `tlsSecret`, the Secret that the test makes */
  readonly tlsSettings?: Settings;
  /** Where it reads the Secrets of certificates. @default - where the application is */
  readonly secretNamespace?: string;
  /** Why an application cannot have the host of another one's, under another path: what `pulumi up` says. @default - it can */
  readonly refusesSharedHost?: RegExp;
  /** The answer of haproxy-ingress's ConfigMap to `drain-support`. */
  readonly drainSupport?: "true" | "false";
}

const haproxyIngress = {
  platform: "kubernetes",
  address: "127.0.0.2",
  addon: "haproxy-ingress",
} as const;

const istio = {
  platform: "kubernetes",
  address: "127.0.0.6",
  addon: "istio",
  builtLong: true,
  secretNamespace: "istio-system",
} as const;

/** It writes no status in the lab. */
const haproxyIngressSettings = { awaitIngress: "false" };

export const labControllers: readonly LabController[] = [
  {
    ...{ id: "traefik", platform: "kubernetes", address: "127.0.0.1" },
    settings: { controller: "traefik" },
  },
  {
    ...{ id: "traefik-ingress-nginx", platform: "kubernetes", address: "127.0.0.3" },
    addon: "traefik-ingress-nginx",
    settings: { controller: "traefik-ingress-nginx" },
  },
  {
    ...{ id: "haproxy-ingress", ...haproxyIngress, drainSupport: "false" },
    settings: { controller: "haproxy-ingress", ...haproxyIngressSettings },
  },
  {
    ...{ id: "haproxy-ingress-drain-support", ...haproxyIngress, drainSupport: "true" },
    settings: { controller: "haproxy-ingress-drain-support", ...haproxyIngressSettings },
  },
  {
    ...{ id: "contour", platform: "kubernetes", address: "127.0.0.4" },
    ...{ addon: "contour", builtLong: true },
    settings: { controller: "contour", ingressClass: "contour" },
    refusesSharedHost: /used in multiple HTTPProxies/,
  },
  {
    ...{ id: "envoy-gateway-before-1.10", platform: "kubernetes", address: "127.0.0.5" },
    ...{ addon: "envoy-gateway", builtLong: true },
    settings: {
      controller: "envoy-gateway-before-1.10",
      // The lab's, for everybody.
      ...{ gatewayName: "lab", gatewayNamespace: "envoy-gateway-system" },
    },
    tlsSettings: { gatewayListener: "https" },
  },
  {
    ...{ id: "istio", ...istio },
    settings: { controller: "istio" },
  },
  {
    ...{ id: "istio-persistent-session", ...istio },
    settings: { controller: "istio-persistent-session" },
  },
  { id: "openshift-route", platform: "openshift", address: "127.0.0.1", settings: {} },
];

export function labController(id: string): LabController {
  const found = labControllers.find((each) => each.id === id);
  if (!found) {
    throw new Error(`The lab runs no controller "${id}".`);
  }
  return found;
}

/** The controller's name in titles. */
export function titleOf({ id }: LabController): string {
  return findDialect(id)?.title ?? id;
}

/** Sends requests for a host to the controller. */
export function resolveTo({ address }: LabController, host: string, port = 80): ResolveRule {
  return { host, port, address };
}

/** Has the lab run controllers of one platform; resolves to what leaves it as it was found. */
export function withControllers(
  platform: LabController["platform"],
  controllers: readonly LabController[],
): Promise<() => Promise<void>> {
  return borrowLab({ platform, addons: controllers.flatMap(({ addon }) => addon ?? []) });
}

/** Sets the controller up as its dialect takes it to be. */
export async function setUp({ drainSupport }: LabController): Promise<void> {
  if (drainSupport !== undefined) {
    const data = { "drain-support": drainSupport };
    await kubectl([
      ...["patch", "configmap", "haproxy-ingress", "--namespace=kube-system"],
      ...["--type=merge", "--patch", JSON.stringify({ data })],
    ]);
  }
}
