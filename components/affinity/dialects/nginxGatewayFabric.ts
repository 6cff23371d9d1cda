import type { Dialect } from "../dialect";
import { httpRoute } from "../exposedBy/httpRoute";
import { fixed, unsupported } from "../settings";
import { gatewayApi, lifetime, nameFor } from "./gatewayApi";

const title = "NGINX Gateway Fabric with NGINX Plus";

/** NGINX Gateway Fabric, where it runs NGINX Plus: `sessionPersistence` becomes Plus's own sticky cookie. */
export const nginxGatewayFabricPlus: Dialect = {
  ...gatewayApi,
  id: "nginx-gateway-fabric-plus",
  title,
  gatewayControllers: ["gateway.nginx.org/nginx-gateway-controller"],
  exposedBy: httpRoute,
  promises: { ...gatewayApi.promises, reissuesAfterPodLoss: true },
  verified: "documentation",
  versions: { since: "2.4", why: "earlier releases ignore sessionPersistence" },
  sources: [
    "nginx/nginx-gateway-fabric: docs/proposals/session-persistence.md",
    "NGINX: NGINX Gateway Fabric, Session Persistence (docs.nginx.com/nginx-gateway-fabric/traffic-management/session-persistence)",
  ],
  prerequisites: [
    "It has to run NGINX Plus, with nginxGateway.gwAPIExperimentalFeatures.enable: otherwise it ignores sessionPersistence.",
  ],
  noPlainHttp: `${title} makes the cookie Secure in any case, and browsers do not send it back over plain http`,
  terminations: ["edge"],
  cookie: {
    name: nameFor(title),
    maxAgeSeconds: lifetime(title),
    path: fixed<string>(({ path }) => path, `${title} gives the cookie the path of the route`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: fixed<boolean>(true, `${title} makes the cookie Secure in any case`),
    httpOnly: fixed<boolean>(true, `${title} makes the cookie HttpOnly in any case`),
  },
};
