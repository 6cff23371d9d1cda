/** The ids that people mean by a name, in either case of letters. */
export function usualIds(name: string): readonly string[] {
  const key = name.toLowerCase();
  return Object.hasOwn(usualNames, key) ? (usualNames[key] ?? []) : [];
}

/** What people call controllers beside their ids, and the ids that each may stand for, the likeliest one first. */
export const usualNames: Readonly<Record<string, readonly string[]>> = {
  nginx: ["ingress-nginx", "f5-nginx", "traefik-ingress-nginx"],
  "nginx-ingress": ["ingress-nginx", "f5-nginx"],
  "kubernetes-ingress": ["f5-nginx", "haproxytech"],
  "nginx-plus": ["f5-nginx-plus"],
  "ingress-nginx-controller": ["ingress-nginx"],
  f5: ["f5-nginx", "f5-nginx-plus"],
  haproxy: ["haproxy-ingress", "haproxytech"],
  "haproxy-technologies": ["haproxytech"],
  jcmoraisjr: ["haproxy-ingress"],
  alb: ["aws-load-balancer-controller"],
  aws: ["aws-load-balancer-controller"],
  "aws-alb": ["aws-load-balancer-controller"],
  "alb-controller": ["aws-load-balancer-controller", "azure-gateway-for-containers"],
  gce: ["gke-ingress"],
  gke: ["gke-ingress", "gke-gateway"],
  ngf: ["nginx-gateway-fabric-plus"],
  agic: ["azure-application-gateway"],
  appgw: ["azure-application-gateway"],
  azure: ["azure-application-gateway", "azure-gateway-for-containers"],
  "application-gateway": ["azure-application-gateway"],
  agc: ["azure-gateway-for-containers"],
  envoy: ["envoy-gateway", "contour", "istio"],
  eg: ["envoy-gateway", "envoy-gateway-before-1.10"],
  gloo: ["kgateway"],
  gateway: ["gateway-api", "envoy-gateway", "kgateway"],
  "istio-gateway": ["istio", "istio-persistent-session"],
  "istio-ingressgateway": ["istio", "istio-persistent-session"],
  "kong-ingress-controller": ["kong", "kong-enterprise"],
  ambassador: ["emissary"],
  nlb: ["service"],
  projectcontour: ["contour"],
  openshift: ["openshift-route"],
  "openshift-default": ["openshift-route"],
  ocp: ["openshift-route"],
  route: ["openshift-route"],
};
