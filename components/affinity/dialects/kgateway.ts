import type { Dialect } from "../dialect";
import { httpRoute } from "../exposedBy/httpRoute";
import { fixed, unsupported } from "../settings";
import { deprecation, gatewayApi, lifetime, nameFor } from "./gatewayApi";

const title = "kgateway";

/** kgateway, which takes `sessionPersistence` in the shape of 1.6 for Envoy's stateful sessions. */
export const kgateway: Dialect = {
  ...gatewayApi,
  id: "kgateway",
  title,
  gatewayControllers: ["kgateway.dev/kgateway"],
  exposedBy: httpRoute,
  verified: "documentation",
  sources: [
    "kgateway-dev/kgateway: issues 11162, 14123",
    "envoyproxy/envoy: source/extensions/http/stateful_session/cookie/cookie.h",
  ],
  prerequisites: [],
  caveats: [
    deprecation,
    "kgateway sets no cookie path (kgateway-dev/kgateway#14123): a browser keeps a cookie for each folder of the site that it enters by, and each may name another pod.",
  ],
  cookieTellsAddress: true,
  cookie: {
    name: nameFor(title),
    maxAgeSeconds: lifetime(title),
    path: unsupported(`${title} cannot set the cookie's path`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: fixed<boolean>(false, `${title} cannot make the cookie Secure`),
    httpOnly: fixed<boolean>(true, `${title} makes the cookie HttpOnly in any case`),
  },
};
