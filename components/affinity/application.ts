import type { Exposure } from "./exposure";
import type { TlsSecrets } from "./tlsSecrets";

/** A text, or what stands for one that is known only when the program runs. It is passed on, never looked into. */
export type Text = unknown;

/** The Gateway of the Gateway API that an application is attached to. */
export interface Gateway {
  readonly name: Text;
  /** @default - the application's */
  readonly namespace?: Text;
  /** The listener, by its name. @default - each that takes the host */
  readonly listener?: Text;
  /** The version of the Gateway API's CRDs, which decides how some fields are called. @default "1.6" */
  readonly apiVersion?: GatewayApiVersion;
}

/** The lines of the Gateway API that call the fields of `sessionPersistence` differently (GEP-1619). */
export const GatewayApiVersion = { UpTo16: "1.6", From17: "1.7" } as const;
export type GatewayApiVersion = (typeof GatewayApiVersion)[keyof typeof GatewayApiVersion];
export const gatewayApiVersions: readonly GatewayApiVersion[] = Object.values(GatewayApiVersion);

/** What a load balancer asks a pod to know whether it is ready: for a status from 200 to 399. */
export interface HealthCheck {
  readonly path: Text;
  /** @default - the port that requests go to */
  readonly port?: Text;
  /** The names of the headers that the kubelet asks with. @default [] */
  readonly headers?: readonly string[];
}

/** Settings of a load balancer that its controller makes outside of the cluster. */
export interface LoadBalancer {
  /** @default - the controller's */
  readonly scheme?: LoadBalancerScheme;
  /** The names of its certificates, separated by commas. @default - it finds them by the hosts */
  readonly certificateArns?: Text;
}

/** Who can reach a load balancer: the network that it is in, or everybody. */
export const LoadBalancerScheme = {
  Internal: "internal",
  InternetFacing: "internet-facing",
} as const;
export type LoadBalancerScheme = (typeof LoadBalancerScheme)[keyof typeof LoadBalancerScheme];

/** What a controller has to be told about, beside the affinity. */
export interface Application extends TlsSecrets<Text> {
  /** The name of its objects; also of its cookie where none is given. */
  readonly name: string;
  readonly exposure: Exposure;
  /** The name of its Service. @default - `name` */
  readonly serviceName?: string;
  /** The number of the port of its Service, or what stands for one that is known only when the program runs. */
  readonly servicePort: unknown;
  readonly ingressClassName?: Text;
  readonly gateway?: Gateway;
  /** Whether some paths go to another port of its pods, with the same cookie. @default false */
  readonly hasPathPorts?: boolean;
  /** @default - not known */
  readonly healthCheck?: HealthCheck;
  readonly loadBalancer?: LoadBalancer;
  /** The port of the drain gate, which is closed when a pod is to be left. @default - its pods have no gate */
  readonly gatePort?: number;
}
