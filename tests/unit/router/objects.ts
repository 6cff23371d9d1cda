import type { EndpointSlice } from "../../../lab/router/endpoints";
import type { Route, RouteSpec } from "../../../lab/router/route";

/** What a test says of a Route; the rest is that of a plain one. */
export interface RouteChoices {
  readonly name?: string;
  readonly namespace?: string;
  /** Seconds since some moment. `@default` 0 */
  readonly created?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: Partial<RouteSpec>;
  readonly status?: Route["status"];
}

export const domain = "apps.example.com";

/** A Route to the Service `hello`, for the host `hello.example.com`. */
export function route({
  name = "hello",
  namespace = "one",
  created = 0,
  annotations = {},
  spec = {},
  status,
}: RouteChoices = {}): Route {
  const creationTimestamp = new Date(Date.UTC(2026, 0, 1) + created * 1000).toISOString();
  return {
    metadata: { name, namespace, uid: `${namespace}/${name}`, creationTimestamp, annotations },
    spec: {
      host: "hello.example.com",
      to: { name: "hello" },
      port: { targetPort: "http" },
      ...spec,
    },
    ...(status && { status }),
  };
}

/** Endpoints of a Service: pods by name, each with its address and whether it is ready. */
export function slice(
  service: string,
  pods: Readonly<Record<string, readonly [address: string, ready?: boolean]>>,
  { namespace = "one", port = 8080, appProtocol }: Partial<SliceChoices> = {},
): EndpointSlice {
  return {
    metadata: {
      name: `${service}-x`,
      namespace,
      labels: { "kubernetes.io/service-name": service },
    },
    addressType: "IPv4",
    endpoints: Object.entries(pods).map(([name, [address, ready]]) => ({
      addresses: [address],
      conditions: ready === undefined ? {} : { ready },
      targetRef: { kind: "Pod", name },
    })),
    ports: [{ name: "http", port, protocol: "TCP", ...(appProtocol && { appProtocol }) }],
  };
}

interface SliceChoices {
  readonly namespace: string;
  readonly port: number;
  readonly appProtocol: string;
}
