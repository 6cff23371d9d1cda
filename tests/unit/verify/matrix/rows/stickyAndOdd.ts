import type { LiveExposure } from "../../../../../verify/cluster/liveObjects";
import { deployed, type Row, unknown } from "../row";
import { amongMany } from "../servers/amongMany";
import { changingName } from "../servers/changingName";
import { oneOfTwo } from "../servers/oneOfTwo";
import { podAndBackend } from "../servers/podAndBackend";
import { renewedPair } from "../servers/renewedPair";
import { rollingValue } from "../servers/rollingValue";
import { routeSuffix } from "../servers/routeSuffix";
import { twoLevels } from "../servers/twoLevels";

function expiresIn(seconds: number): string {
  return `Expires=${new Date(Date.now() + seconds * 1000).toUTCString()}`;
}

const week = 7 * 24 * 3600;

/** As Elastic Load Balancing's documentation of sticky sessions has them; Expires is 7 days, whatever the duration. */
const amazon = {
  ...{ name: "AWSALB", attributes: `; ${expiresIn(week)}; Path=/` },
  ...{ twin: "AWSALBCORS", twinAttributes: `; ${expiresIn(week)}; Path=/; SameSite=None; Secure` },
};

/** As Microsoft's documentation of the Application Gateway has them. */
const azure = {
  ...{ name: "ApplicationGatewayAffinity", attributes: "; Path=/" },
  ...{ twin: "ApplicationGatewayAffinityCORS", twinAttributes: "; Path=/; SameSite=None; Secure" },
};

const elsewhere: LiveExposure = {
  ...{ kind: "Ingress", name: "admin", annotations: {}, hosts: ["hello.localhost"] },
  rules: [{ host: "hello.localhost", path: "/admin", exact: false }],
};

/** Everything holds: nothing may fail. */
export const stickyAndOdd: readonly Row[] = [
  { what: "the plain case", args: {} },
  { what: "two replicas", args: { behaviour: { replicas: 2 } } },
  { what: "a cookie, and nothing else known", args: unknown({}) },
  {
    what: "AWSALB and AWSALBCORS anew in every answer",
    args: unknown({ scheme: renewedPair(amazon) }),
  },
  {
    what: "the same as this project deploys it, with a lifetime that the cookie does not tell",
    args: deployed(
      "aws-load-balancer-controller",
      { scheme: renewedPair(amazon) },
      { cookie: { maxAgeSeconds: 3600 } },
    ),
  },
  {
    what: "Azure's pair, whose names are not described",
    args: deployed("azure-application-gateway", { scheme: renewedPair(azure) }),
  },
  {
    what: "Google's cookie, whose name is not described",
    args: deployed("gke-ingress", {
      ...{ hashes: true, cookieName: "GCLB", cookieAttributes: "; path=/; HttpOnly" },
    }),
  },
  {
    what: "two cookies, the application's first",
    args: unknown({ scheme: oneOfTwo("application's first") }),
  },
  {
    what: "two cookies, the application's last",
    args: unknown({ scheme: oneOfTwo("application's last") }),
  },
  { what: "the one of 25 cookies", args: unknown({ scheme: amongMany }) },
  {
    what: "20 kB of Set-Cookie",
    args: unknown({
      furtherCookies: ["a", "b", "c", "d", "e"].map(
        (name) => `${name}=${"x".repeat(4_000)}; Path=/elsewhere`,
      ),
    }),
  },
  { what: "two cookies that it takes both", args: unknown({ scheme: twoLevels, replicas: 4 }) },
  { what: "a value that rolls", args: unknown({ scheme: rollingValue("the same pod") }) },
  { what: "a name that changes", args: unknown({ scheme: changingName }) },
  { what: "JSESSIONID with a route", args: unknown({ scheme: routeSuffix }) },
  {
    what: "ingress-nginx's pod|backend",
    args: deployed("ingress-nginx", { scheme: podAndBackend("hello") }),
  },
  {
    what: "the same value in every answer, which makes it last longer",
    args: deployed("f5-nginx", { issuesCookie: "always" }),
  },
  {
    what: "a lifetime by Expires",
    // From when the test runs on, which may be minutes after this file is read.
    get args() {
      return deployed(
        "f5-nginx",
        { cookieAttributes: `; ${expiresIn(3600)}; Path=/; HttpOnly` },
        { cookie: { maxAgeSeconds: 3600 } },
      );
    },
  },
  {
    what: "hashing where no more is promised",
    args: deployed("contour", {
      ...{ hashes: true, cookieName: "X-Contour-Session-Affinity" },
    }),
  },
  { what: "hashing by an unknown controller", args: unknown({ hashes: true }) },
  {
    what: "a cookie path that the description leaves to the implementation",
    args: deployed("gateway-api", { cookieAttributes: "; Path=/; HttpOnly" }),
  },
  {
    what: "a lifetime that the description leaves open",
    args: deployed("azure-gateway-for-containers", { cookieAttributes: "; Path=/" }),
  },
  {
    what: "a cookie of the host's domain, as described",
    args: deployed(
      "traefik",
      { cookieAttributes: "; Path=/; Domain=hello.localhost; HttpOnly" },
      { cookie: { domain: ".hello.localhost" } },
    ),
  },
  {
    what: "another cookie, which browsers refuse",
    args: deployed("traefik", { furtherCookies: ["ads=1; Domain=example.com"] }),
  },
  {
    what: "the Service in a second Ingress, at another path and without affinity",
    args: deployed("ingress-nginx", {}, { cookie: {} }, { also: [elsewhere] }),
  },
  {
    what: "a neighbour with the cookie's name at a path apart",
    args: deployed(
      "ingress-nginx",
      { cookieAttributes: "; Path=/shop; HttpOnly" },
      { cookie: { path: "/shop" } },
      {
        path: "/shop",
        objects: {
          neighbours: [
            {
              ...{ host: "other.localhost", path: "/other" },
              exposure: {
                ...{ kind: "Ingress", name: "other" },
                annotations: {
                  "nginx.ingress.kubernetes.io/affinity": "cookie",
                  "nginx.ingress.kubernetes.io/session-cookie-name": "hello",
                },
              },
            },
          ],
        },
      },
    ),
  },
  {
    what: "a switch that another controller reads",
    args: deployed(
      "traefik",
      {},
      { cookie: {} },
      { exposure: { annotations: { "nginx.ingress.kubernetes.io/service-upstream": "true" } } },
    ),
  },
  {
    what: "three replicas, as --replicas says",
    args: unknown({}, { replicas: 3 }),
  },
];
