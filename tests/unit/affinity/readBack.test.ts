import assert from "node:assert/strict";
import type { SessionCookie } from "../../../components/affinity/affinity";
import type { PlainObject } from "../../../components/affinity/objects";
import { read } from "../../../components/affinity/read";
import { applicationOf } from "../../../scripts/controllers/probe";
import { liveObjects } from "../support/live";
import { alb, dialect, haproxy, nginx, sticky, translation } from "./chosen";

describe("dialects read what others wrote, with the controller's defaults", () => {
  /** Live marks of an object, and the cookie that they stand for; `undefined` where affinity is off. */
  const cases: [id: string, marks: object, cookie: SessionCookie | undefined][] = [
    [
      "traefik",
      { service: { annotations: { [sticky]: "true" } } },
      { path: "/", secure: false, httpOnly: false },
    ],
    ["traefik", { ingress: { annotations: { [sticky]: "true" } } }, undefined],
    [
      "traefik",
      { service: { annotations: { [`${sticky}.name`]: "shop" } } },
      { name: "shop", path: "/", secure: false, httpOnly: false },
    ],
    [
      "traefik",
      { service: { annotations: { [sticky]: "", [`${sticky}.name`]: "shop" } } },
      { name: "shop", path: "/", secure: false, httpOnly: false },
    ],
    ...[sticky, "traefik.ingress.kubernetes.io/service.sticky"].map(
      (key): (typeof cases)[number] => [
        "traefik",
        { service: { annotations: { [`${sticky}.name`]: "shop", [key]: "false" } } },
        undefined,
      ],
    ),
    [
      "ingress-nginx",
      { ingress: { annotations: { [`${nginx}/affinity`]: "cookie" } } },
      { name: "INGRESSCOOKIE", path: "/app", secure: false, httpOnly: true },
    ],
    [
      "traefik-ingress-nginx",
      { ingress: { annotations: { [`${nginx}/affinity`]: "cookie" } } },
      { name: "INGRESSCOOKIE", path: "/", secure: false, httpOnly: true },
    ],
    [
      "haproxy-ingress",
      {
        ingress: {
          annotations: {
            [`${haproxy}/affinity`]: "cookie",
            [`${haproxy}/session-cookie-same-site`]: "true",
          },
        },
      },
      { name: "INGRESSCOOKIE", path: "/", sameSite: "None", secure: true, httpOnly: true },
    ],
    [
      "f5-nginx",
      {
        ingress: {
          annotations: {
            "nginx.org/sticky-cookie-services":
              "serviceName=other a expires=1h;serviceName=hello srv_id expires=1h30m domain=.example.com path=/app",
          },
        },
      },
      {
        name: "srv_id",
        maxAgeSeconds: 5400,
        path: "/app",
        domain: ".example.com",
        secure: false,
        httpOnly: false,
      },
    ],
    [
      "f5-nginx",
      { ingress: { annotations: { "nginx.org/sticky-cookie-services": "serviceName=other a" } } },
      undefined,
    ],
    [
      "aws-load-balancer-controller",
      {
        ingress: {
          annotations: {
            [`${alb}/target-type`]: "ip",
            [`${alb}/target-group-attributes`]: "stickiness.enabled=true",
          },
        },
      },
      { name: "AWSALB", maxAgeSeconds: 86400 },
    ],
    [
      // A cookie then names a node, and no pod.
      "aws-load-balancer-controller",
      {
        ingress: {
          annotations: { [`${alb}/target-group-attributes`]: "stickiness.enabled=true" },
        },
      },
      undefined,
    ],
    ["openshift-route", {}, { path: "/", secure: false, httpOnly: true }],
    [
      "openshift-route",
      { route: { annotations: { "haproxy.router.openshift.io/disable_cookies": "TRUE" } } },
      undefined,
    ],
    [
      "istio-persistent-session",
      { service: { labels: { "istio.io/persistent-session": "shop" } } },
      { name: "shop", path: "/", secure: false, httpOnly: true },
    ],
  ];
  for (const [id, marks, cookie] of cases) {
    it(`${id}: ${JSON.stringify(marks)}`, () => {
      const chosen = dialect(id);
      const application = applicationOf(chosen);
      const { objects } = translation(id, undefined).native;
      const live = liveObjects(application, { ...marks, objects });
      assert.deepEqual(read(chosen, live)?.affinity, cookie && { cookie });
    });
  }

  it("istio: a cookie without a lifetime is never made", () => {
    const objects = translation("istio", { name: "shop" }).native.objects ?? [];
    const text = JSON.stringify(objects).replace(',"ttl":"0s"', "");
    const live = JSON.parse(text) as PlainObject[];
    assert.deepEqual(read(dialect("istio"), live)?.affinity, undefined);
  });

  it("azure-gateway-for-containers: its managed cookie", () => {
    const objects = translation("azure-gateway-for-containers", {}).native.objects ?? [];
    const text = JSON.stringify(objects).replace("application-cookie", "managed-cookie");
    const live = JSON.parse(text) as PlainObject[];
    assert.deepEqual(read(dialect("azure-gateway-for-containers"), live)?.affinity, {
      cookie: { name: "AGCAffinity", maxAgeSeconds: 86400 },
    });
  });
});
