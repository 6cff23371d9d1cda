import { type Controller, known } from "./controller";

/** A controller of the Gateway API. */
interface GatewayController {
  /** The `spec.controllerName` of its GatewayClasses, or what they begin with. */
  readonly string: string;
  /** What its classes are usually called. */
  readonly names: RegExp;
  readonly title: string;
  /** The dialects, where the program knows a way to affinity. */
  readonly dialects: readonly string[];
  /** Why it does nothing for `sessionPersistence`: a sentence without a full stop. @default - it does what is asked */
  readonly ignores?: string;
}

/** From the controllers' own code and documents, as of November 2026; those that are not here are not known. */
const gatewayControllers: readonly GatewayController[] = [
  {
    string: "gateway.envoyproxy.io/gatewayclass-controller",
    names: /^(eg|envoy|envoy-gateway)$/,
    title: "Envoy Gateway",
    dialects: ["envoy-gateway"],
  },
  {
    string: "traefik.io/gateway-controller",
    names: /^traefik$/,
    title: "Traefik",
    dialects: [],
    ignores: "Traefik accepts the route and sets no cookie (traefik/traefik#11243, #12537)",
  },
  {
    string: "istio.io/gateway-controller",
    names: /^istio$/,
    title: "Istio",
    dialects: ["istio", "istio-persistent-session"],
    ignores: "Istio does not read the field (istio/istio: pilot/pkg/config/kube/gateway)",
  },
  {
    string: "openshift.io/gateway-controller/v1",
    names: /^openshift-default$/,
    title: "OpenShift's Gateway controller",
    dialects: ["istio"],
    ignores:
      "OpenShift installs the standard channel's CRDs, which do not have the field, and its Istio does not read it (openshift/cluster-ingress-operator)",
  },
  {
    string: "projectcontour.io/gateway-controller",
    names: /^contour$/,
    title: "Contour",
    dialects: [],
    ignores: "Contour does not read the field (projectcontour/contour#6427)",
  },
  {
    string: "konghq.com/kic-gateway-controller",
    names: /^kong$/,
    title: "Kong",
    dialects: ["kong", "kong-enterprise"],
    ignores: "Kong's controller does not read the field, but KongUpstreamPolicy",
  },
  {
    string: "gateway.nginx.org/nginx-gateway-controller",
    names: /^nginx$/,
    title: "NGINX Gateway Fabric",
    dialects: [],
    ignores:
      "NGINX Gateway Fabric reads it with NGINX Plus and experimental features alone, and warns otherwise (nginx/nginx-gateway-fabric: docs/proposals/session-persistence.md)",
  },
  {
    string: "gateway.k8s.aws/alb",
    names: /^(aws-alb|alb)$/,
    title: "The AWS Load Balancer Controller",
    dialects: [],
    ignores:
      "the AWS Load Balancer Controller does not support it, but a TargetGroupConfiguration's attributes (kubernetes-sigs/aws-load-balancer-controller: docs/guide/gateway)",
  },
  {
    string: "networking.gke.io/gateway",
    names: /^gke-l7-/,
    title: "GKE's Gateway controller",
    dialects: [],
    ignores: "GKE's Gateway controller does not support it, but a GCPBackendPolicy",
  },
  {
    string: "alb.networking.azure.io/alb-controller",
    names: /^azure-alb-/,
    title: "Azure's Application Gateway for Containers",
    dialects: ["azure-gateway-for-containers"],
    ignores:
      "Azure's Application Gateway for Containers does not read the field, but a RoutePolicy",
  },
  {
    string: "kgateway.dev/kgateway",
    names: /^kgateway$/,
    title: "kgateway",
    dialects: ["gateway-api"],
  },
  {
    string: "io.cilium/gateway-controller",
    names: /^cilium$/,
    title: "Cilium",
    dialects: ["gateway-api"],
  },
];

/** The controller of a GatewayClass by its `spec.controllerName`, or where that is not known by the class's name. */
export function gatewayController(
  string: string | undefined,
  name: string | undefined,
): Controller | undefined {
  const found = gatewayControllers.find((candidate) =>
    string === undefined ? candidate.names.test(name ?? "") : string.startsWith(candidate.string),
  );
  if (found === undefined) {
    return undefined;
  }
  const { title, ignores } = found;
  const further = {
    knownBy: string === undefined ? ("name" as const) : ("class" as const),
    ...(string !== undefined && { string }),
    ...(ignores !== undefined && { ignoresSessionPersistence: ignores }),
  };
  return { title, dialects: [], ...known(found.dialects, further), ...further };
}
