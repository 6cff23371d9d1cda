import assert from "node:assert/strict";
import { annotationsIn, itemAbout, migrated, only, said, service } from "./migrated";

function route(spec: string, annotations = "{}"): string {
  return `apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: shop, namespace: store, annotations: ${annotations} }
spec:
  to: { kind: Service, name: web }
${spec}---
${service("web")}`;
}

const from = { from: "openshift-route" };

describe("a Route that is left", () => {
  it("is an Ingress with the cookie that the router sets by itself", async () => {
    const yaml = route(
      "  host: shop.example.com\n  path: /app\n  port: { targetPort: http }\n  tls: { termination: edge, insecureEdgeTerminationPolicy: Redirect }\n",
      "{ router.openshift.io/cookie_name: route }",
    );
    const report = await migrated(yaml, "haproxy-ingress", from);
    const ingress = only(report, "Ingress");
    assert.deepEqual(ingress.spec, {
      ingressClassName: "haproxy",
      tls: [{ hosts: ["shop.example.com"] }],
      rules: [
        {
          host: "shop.example.com",
          http: {
            paths: [
              {
                path: "/app",
                pathType: "Prefix",
                backend: { service: { name: "web", port: { name: "http" } } },
              },
            ],
          },
        },
      ],
    });
    assert.equal(annotationsIn(ingress)["haproxy-ingress.github.io/session-cookie-name"], "route");
    assert.deepEqual(said(report, "not carried over"), []);
  });

  it("whose cookies are disabled is not sticky", async () => {
    const yaml = route(
      "  host: shop.example.com\n",
      "{ haproxy.router.openshift.io/disable_cookies: 'true' }",
    );
    const report = await migrated(yaml, "haproxy-ingress", from);
    assert.ok(!("haproxy-ingress.github.io/affinity" in annotationsIn(only(report, "Ingress"))));
  });

  for (const [port, expected] of [
    ["  port: { targetPort: 8080 }\n", { number: 80 }],
    ["", { number: 80 }],
    ["  port: { targetPort: 9 }\n", {}],
  ] as const) {
    it(`names the port of the Service: ${port.trim()}`, async () => {
      const { spec } = only(
        await migrated(route(`  host: shop.example.com\n${port}`), "traefik", from),
        "Ingress",
      );
      const [rule] = (
        spec as { rules: { http: { paths: { backend: { service: { port: unknown } } }[] } }[] }
      ).rules;
      assert.deepEqual(rule?.http.paths[0]?.backend.service.port, expected);
    });
  }

  it("that passes TLS through is named", async () => {
    const report = await migrated(
      route("  host: a.example.com\n  tls: { termination: passthrough }\n"),
      "traefik",
      from,
    );
    assert.deepEqual(report.objects, []);
    assert.match(
      itemAbout(report, "spec.tls.termination").reason,
      /inside of TLS that it passes through$/,
    );
  });

  it("that has TLS to the pods is named", async () => {
    const report = await migrated(
      route("  host: a.example.com\n  tls: { termination: reencrypt }\n"),
      "contour",
      from,
    );
    assert.deepEqual(said(report, "not carried over"), [
      "7 spec.tls.termination: reencrypt",
      "5 tls.secretName:",
    ]);
  });

  it("whose host the router chose is named", async () => {
    const report = await migrated(route(""), "traefik", from);
    assert.match(itemAbout(report, "spec.host").reason, /^the router chose the host/);
  });

  it("that has several Services is named", async () => {
    const yaml = route(
      "  host: a.example.com\n  alternateBackends: [{ kind: Service, name: other, weight: 10 }]\n",
    );
    assert.match(
      itemAbout(await migrated(yaml, "traefik", from), "spec.alternateBackends").reason,
      /^requests go to the first Service alone/,
    );
  });

  it("whose certificate stands in it is named, without the certificate", async () => {
    const yaml = route(
      "  host: a.example.com\n  tls: { termination: edge, key: SECRET, certificate: CERTIFICATE }\n",
    );
    const report = await migrated(yaml, "traefik", from);
    const item = itemAbout(report, "spec.tls.certificate");
    assert.equal(item.fix, "kubectl create secret tls NAME --cert=FILE --key=FILE");
    assert.ok(!JSON.stringify(report).includes("SECRET"));
  });

  it("with annotations of its router alone has them named", async () => {
    const yaml = route(
      "  host: a.example.com\n",
      "{ haproxy.router.openshift.io/hsts_header: max-age=1 }",
    );
    const item = itemAbout(
      await migrated(yaml, "traefik", from),
      "haproxy.router.openshift.io/hsts_header",
    );
    assert.equal(item.outcome, "not this tool's");
  });
});
