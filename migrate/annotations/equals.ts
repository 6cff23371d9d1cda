/**
 * The target's own annotation that means the same as one of ingress-nginx's.
 *
 * @returns its annotations; `undefined` where the value has no equal
 */
export type Equal = (value: string) => Readonly<Record<string, string>> | undefined;

const same =
  (key: string): Equal =>
  (value) => ({ [key]: value });

/** For a value of the one form that both take alike. */
const where =
  (key: string, pattern: RegExp, write: (value: string) => string = (value) => value): Equal =>
  (value) =>
    pattern.test(value) ? { [key]: write(value) } : undefined;

/** Seconds without a unit, which nginx takes and others want one for. */
const seconds = (key: string): Equal => where(key, /^\d+$/, (value) => `${value}s`);
const yesOrNo = /^(true|false)$/;

const haproxy = "haproxy-ingress.github.io";

/** Sources: jcmoraisjr/haproxy-ingress, docs/content/en/docs/configuration/keys.md. */
const haproxyIngress: Readonly<Record<string, Equal>> = {
  "ssl-redirect": where(`${haproxy}/ssl-redirect`, yesOrNo),
  "app-root": same(`${haproxy}/app-root`),
  // One host: it knows no list of them.
  "server-alias": where(`${haproxy}/server-alias`, /^[^,\s]+$/),
  "whitelist-source-range": same(`${haproxy}/allowlist-source-range`),
  "allowlist-source-range": same(`${haproxy}/allowlist-source-range`),
  "denylist-source-range": same(`${haproxy}/denylist-source-range`),
  "proxy-body-size": where(`${haproxy}/proxy-body-size`, /^\d+[kmg]?$/i, (value) =>
    /^0+[kmg]?$/i.test(value) ? "unlimited" : value.toLowerCase(),
  ),
  "backend-protocol": where(`${haproxy}/backend-protocol`, /^(HTTP|HTTPS|GRPC|GRPCS)$/i, (value) =>
    value.toLowerCase(),
  ),
  "enable-cors": where(`${haproxy}/cors-enable`, yesOrNo),
  // No wildcards within an origin.
  "cors-allow-origin": where(`${haproxy}/cors-allow-origin`, /^(\*|[^*]+)$/),
  "cors-allow-methods": same(`${haproxy}/cors-allow-methods`),
  "cors-allow-headers": same(`${haproxy}/cors-allow-headers`),
  "cors-allow-credentials": where(`${haproxy}/cors-allow-credentials`, yesOrNo),
  "cors-expose-headers": same(`${haproxy}/cors-expose-headers`),
  "cors-max-age": where(`${haproxy}/cors-max-age`, /^\d+$/),
  "limit-connections": where(`${haproxy}/limit-connections`, /^\d+$/),
  "auth-tls-secret": same(`${haproxy}/auth-tls-secret`),
  "auth-tls-verify-client": where(
    `${haproxy}/auth-tls-verify-client`,
    /^(on|off|optional|optional_no_ca)$/,
  ),
  "auth-tls-error-page": same(`${haproxy}/auth-tls-error-page`),
  "proxy-read-timeout": seconds(`${haproxy}/timeout-server`),
  "proxy-connect-timeout": seconds(`${haproxy}/timeout-connect`),
};

const router = "haproxy.router.openshift.io";

/** Sources: openshift/router, images/router/haproxy/conf/haproxy-config.template. */
const openshiftRoute: Readonly<Record<string, Equal>> = {
  "proxy-read-timeout": seconds(`${router}/timeout`),
  "whitelist-source-range": list(`${router}/ip_allowlist`),
  "allowlist-source-range": list(`${router}/ip_allowlist`),
};

const f5 = "nginx.org";

/** Sources: nginx/kubernetes-ingress, internal/configs/annotations.go. */
const f5Nginx: Readonly<Record<string, Equal>> = {
  "proxy-body-size": same(`${f5}/client-max-body-size`),
  "proxy-connect-timeout": seconds(`${f5}/proxy-connect-timeout`),
  "proxy-read-timeout": seconds(`${f5}/proxy-read-timeout`),
  "proxy-send-timeout": seconds(`${f5}/proxy-send-timeout`),
  "proxy-buffer-size": same(`${f5}/proxy-buffer-size`),
  "proxy-max-temp-file-size": same(`${f5}/proxy-max-temp-file-size`),
};

const appGateway = "appgw.ingress.kubernetes.io";

/** Sources: Azure/application-gateway-kubernetes-ingress, docs/annotations.md. */
const azureApplicationGateway: Readonly<Record<string, Equal>> = {
  "ssl-redirect": where(`${appGateway}/ssl-redirect`, yesOrNo),
  "proxy-read-timeout": where(`${appGateway}/request-timeout`, /^\d+$/),
};

/** What Traefik's ingress-nginx provider reads from 3.6 on. Source: traefik/traefik 3.6.12, pkg/provider/kubernetes/ingress-nginx. */
const readFrom36 = [
  "auth-realm",
  "auth-response-headers",
  "auth-secret",
  "auth-secret-type",
  "auth-type",
  "auth-url",
  "backend-protocol",
  "cors-allow-credentials",
  "cors-allow-headers",
  "cors-allow-methods",
  "cors-allow-origin",
  "cors-expose-headers",
  "cors-max-age",
  "enable-cors",
  "force-ssl-redirect",
  "proxy-ssl-name",
  "proxy-ssl-secret",
  "proxy-ssl-server-name",
  "proxy-ssl-verify",
  "ssl-redirect",
  "use-regex",
];

/** And from 3.7 on. Source: the same of 3.7.9. */
const readFrom37 = [
  "allowlist-source-range",
  "app-root",
  "auth-method",
  "auth-signin",
  "auth-snippet",
  "auth-tls-pass-certificate-to-upstream",
  "auth-tls-secret",
  "auth-tls-verify-client",
  "client-body-buffer-size",
  "configuration-snippet",
  "custom-headers",
  "custom-http-errors",
  "default-backend",
  "enable-access-log",
  "enable-global-auth",
  "enable-modsecurity",
  "enable-owasp-core-rules",
  "from-to-www-redirect",
  "limit-burst-multiplier",
  "limit-connections",
  "limit-rpm",
  "limit-rps",
  "modsecurity-snippet",
  "modsecurity-transaction-id",
  "permanent-redirect",
  "permanent-redirect-code",
  "proxy-body-size",
  "proxy-buffer-size",
  "proxy-buffering",
  "proxy-buffers-number",
  "proxy-connect-timeout",
  "proxy-http-version",
  "proxy-max-temp-file-size",
  "proxy-next-upstream",
  "proxy-next-upstream-timeout",
  "proxy-next-upstream-tries",
  "proxy-read-timeout",
  "proxy-request-buffering",
  "proxy-send-timeout",
  "rewrite-target",
  "server-alias",
  "server-snippet",
  "temporal-redirect",
  "temporal-redirect-code",
  "upstream-hash-by",
  "upstream-vhost",
  "whitelist-source-range",
  "x-forwarded-prefix",
];

const nginx = "nginx.ingress.kubernetes.io";

/** The equals of ingress-nginx's annotations, by the families of dialects. */
const equals: Readonly<Record<string, Readonly<Record<string, Equal>>>> = {
  "haproxy-ingress": haproxyIngress,
  "openshift-route": openshiftRoute,
  "f5-nginx": f5Nginx,
  "azure-application-gateway": azureApplicationGateway,
  "ingress-nginx": {},
  "traefik-ingress-nginx": Object.fromEntries(
    [...readFrom36, ...readFrom37].map((name) => [name, same(`${nginx}/${name}`)]),
  ),
};

/** The equal of one of ingress-nginx's annotations, by its name behind the prefix. */
export function equalOf(family: string, name: string): Equal | undefined {
  const own = Object.hasOwn(equals, family) ? equals[family] : undefined;
  return own !== undefined && Object.hasOwn(own, name) ? own[name] : undefined;
}

/** A condition of an equal: a sentence without a full stop. */
export function conditionOf(family: string, name: string): string | undefined {
  return family === "traefik-ingress-nginx" && readFrom37.includes(name)
    ? "Traefik reads it from 3.7 on"
    : undefined;
}

/** A list with commas as one with spaces. */
function list(key: string): Equal {
  return (value) => ({
    [key]: value
      .split(",")
      .map((entry) => entry.trim())
      .join(" "),
  });
}
