/** What ingress-nginx's annotations that are not about affinity are about. */
export type Subject =
  | "access log"
  | "allowed addresses"
  | "authentication by another service"
  | "authentication by password"
  | "body size"
  | "buffers"
  | "canary"
  | "certificates of clients"
  | "cookies of the application"
  | "CORS"
  | "error pages"
  | "further hosts"
  | "headers"
  | "load balancing"
  | "mirroring"
  | "nginx's own configuration"
  | "paths"
  | "rate limits"
  | "redirects"
  | "redirect to https"
  | "retries"
  | "rewriting of paths"
  | "timeouts"
  | "TLS"
  | "TLS to the pods"
  | "tracing"
  | "web application firewall";

type Places = Readonly<Partial<Record<Subject, string>>>;

const traefikMiddleware = (name: string): string =>
  `Traefik: a Middleware ${name}, named by the annotation traefik.ingress.kubernetes.io/router.middlewares`;

const traefik: Places = {
  "allowed addresses": traefikMiddleware("ipAllowList"),
  "authentication by another service": traefikMiddleware("forwardAuth"),
  "authentication by password": traefikMiddleware("basicAuth"),
  "body size": traefikMiddleware("buffering (maxRequestBodyBytes)"),
  buffers: traefikMiddleware("buffering"),
  canary: "Traefik: a TraefikService with weights",
  "certificates of clients":
    "Traefik: a TLSOption (clientAuth), named by the annotation traefik.ingress.kubernetes.io/router.tls.options",
  CORS: traefikMiddleware("headers (accessControl...)"),
  "error pages": traefikMiddleware("errors"),
  "further hosts": "a rule of the Ingress for each host",
  headers: traefikMiddleware("headers"),
  mirroring: "Traefik: a TraefikService with mirroring",
  "rate limits": traefikMiddleware("rateLimit or inFlightReq"),
  redirects: traefikMiddleware("redirectRegex"),
  "redirect to https":
    "Traefik: entryPoints.web.http.redirections of its installation, or a Middleware redirectScheme",
  retries: traefikMiddleware("retry"),
  "rewriting of paths": traefikMiddleware("replacePathRegex or stripPrefix"),
  timeouts:
    "Traefik: a ServersTransport (forwardingTimeouts), named by the Service's annotation traefik.ingress.kubernetes.io/service.serverstransport",
  "TLS to the pods":
    "Traefik: the Service's annotations traefik.ingress.kubernetes.io/service.serversscheme and service.serverstransport",
};

const gatewayApi: Places = {
  canary: "Gateway API: weights of an HTTPRoute's backendRefs, or matches of headers",
  CORS: "Gateway API: a filter CORS of the HTTPRoute, where the implementation has it",
  headers:
    "Gateway API: the filters RequestHeaderModifier and ResponseHeaderModifier of the HTTPRoute",
  mirroring: "Gateway API: a filter RequestMirror of the HTTPRoute",
  redirects: "Gateway API: a filter RequestRedirect of the HTTPRoute",
  "redirect to https":
    "Gateway API: an HTTPRoute at the http listener with a filter RequestRedirect (--gateway-class writes it)",
  "rewriting of paths": "Gateway API: a filter URLRewrite of the HTTPRoute",
  timeouts: "Gateway API: timeouts of the HTTPRoute's rule",
  "TLS to the pods": "Gateway API: a BackendTLSPolicy",
  "further hosts": "a name in spec.hostnames of the HTTPRoute",
};

const envoyGateway: Places = {
  ...gatewayApi,
  "allowed addresses": "Envoy Gateway: a SecurityPolicy (authorization)",
  "authentication by another service": "Envoy Gateway: a SecurityPolicy (extAuth)",
  "authentication by password": "Envoy Gateway: a SecurityPolicy (basicAuth)",
  "certificates of clients": "Envoy Gateway: a ClientTrafficPolicy (tls.clientValidation)",
  CORS: "Envoy Gateway: a SecurityPolicy (cors)",
  "rate limits": "Envoy Gateway: a BackendTrafficPolicy (rateLimit)",
  retries: "Envoy Gateway: a BackendTrafficPolicy (retry)",
};

const contour: Places = {
  "allowed addresses": "Contour: ipAllowPolicy of the HTTPProxy",
  "authentication by another service": "Contour: virtualhost.authorization of the HTTPProxy",
  canary: "Contour: weights of an HTTPProxy's services",
  "certificates of clients": "Contour: virtualhost.tls.clientValidation of the HTTPProxy",
  CORS: "Contour: virtualhost.corsPolicy of the HTTPProxy",
  headers: "Contour: requestHeadersPolicy and responseHeadersPolicy of the HTTPProxy",
  mirroring: "Contour: mirror of one of an HTTPProxy's services",
  "rate limits": "Contour: rateLimitPolicy of the HTTPProxy",
  redirects: "Contour: requestRedirectPolicy of the HTTPProxy",
  retries: "Contour: retryPolicy of the HTTPProxy",
  "rewriting of paths": "Contour: pathRewritePolicy of the HTTPProxy",
  timeouts: "Contour: timeoutPolicy of the HTTPProxy",
  "TLS to the pods": "Contour: the Service's annotation projectcontour.io/upstream-protocol.tls",
};

const istio: Places = {
  "allowed addresses": "Istio: an AuthorizationPolicy (remoteIpBlocks)",
  "authentication by another service": "Istio: an AuthorizationPolicy with the action CUSTOM",
  canary: "Istio: weights or matches of the VirtualService",
  "certificates of clients": "Istio: tls.mode MUTUAL of the Gateway",
  CORS: "Istio: corsPolicy of the VirtualService",
  headers: "Istio: headers of the VirtualService",
  mirroring: "Istio: mirror of the VirtualService",
  redirects: "Istio: redirect of the VirtualService",
  retries: "Istio: retries of the VirtualService",
  "rewriting of paths": "Istio: rewrite of the VirtualService",
  timeouts: "Istio: timeout of the VirtualService",
  "TLS to the pods": "Istio: trafficPolicy.tls of the DestinationRule",
};

const openshift: Places = {
  canary: "OpenShift: spec.alternateBackends of the Route",
  headers: "OpenShift: spec.httpHeaders of the Route",
  "rate limits": "OpenShift: the annotation haproxy.router.openshift.io/rate-limit-connections",
  "rewriting of paths": "OpenShift: the annotation haproxy.router.openshift.io/rewrite-target",
  "TLS to the pods": "OpenShift: spec.tls.termination reencrypt of the Route",
};

const kongPlugin = (name: string): string =>
  `Kong: a KongPlugin ${name}, named by the annotation konghq.com/plugins`;

const kong: Places = {
  "allowed addresses": kongPlugin("ip-restriction"),
  "authentication by password": kongPlugin("basic-auth"),
  "body size": kongPlugin("request-size-limiting"),
  CORS: kongPlugin("cors"),
  headers: kongPlugin("request-transformer or response-transformer"),
  "rate limits": kongPlugin("rate-limiting"),
  "rewriting of paths": "Kong: the annotation konghq.com/rewrite",
  timeouts:
    "Kong: the Service's annotations konghq.com/read-timeout, write-timeout, connect-timeout",
  "TLS to the pods": "Kong: the Service's annotation konghq.com/protocol",
};

const haproxyIngress: Places = {
  "authentication by another service": "haproxy-ingress: the annotations auth-url and auth-signin",
  "authentication by password":
    "haproxy-ingress: the annotation auth-secret, with password hashes that the system's crypt knows (not htpasswd's own MD5)",
  canary: "haproxy-ingress: the annotations blue-green-balance and blue-green-mode",
  CORS: "haproxy-ingress: the annotations cors-allow-origin and cors-allow-origin-regex",
  "further hosts":
    "haproxy-ingress: the annotation server-alias, for one host; or a rule of the Ingress",
  headers: "haproxy-ingress: the annotation headers",
  "rate limits":
    "haproxy-ingress: the annotation limit-rps, which counts connections without a burst",
  redirects: "haproxy-ingress: the annotation redirect-to",
  "rewriting of paths":
    "haproxy-ingress: the annotation rewrite-target, which replaces the path of the Ingress alone and keeps what follows",
  "nginx's own configuration": "haproxy-ingress: the annotation config-backend, in HAProxy's words",
  "TLS to the pods":
    "haproxy-ingress: the annotations secure-verify-ca-secret and secure-crt-secret",
  "web application firewall": "haproxy-ingress: the annotation waf",
};

/** Where a target has such a setting, by the ids of dialects. */
const placesOf: Readonly<Record<string, Places>> = {
  traefik,
  "gateway-api": gatewayApi,
  "envoy-gateway": envoyGateway,
  "azure-gateway-for-containers": gatewayApi,
  contour,
  istio,
  "openshift-route": openshift,
  kong,
  "haproxy-ingress": haproxyIngress,
};

/** Where a target, by its family, has a setting of a subject; `undefined` where this program does not know. */
export function placeOf(family: string, subject: Subject): string | undefined {
  return Object.hasOwn(placesOf, family) ? placesOf[family]?.[subject] : undefined;
}
