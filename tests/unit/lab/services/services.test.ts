import assert from "node:assert/strict";

import { hostPort, type Listener, listeners } from "../../../../lab/network/network";
import { type Addon, addons } from "../../../../lab/addons";
import { allServices, servicesOf } from "../../../../lab/services/services";
import { platforms } from "../../../../lab/platform";

describe("services", () => {
  it("have names of their own", () => {
    const names = allServices.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });

  for (const platform of platforms) {
    it(`of ${platform} come after those that they need`, () => {
      const before = new Set<string>();
      for (const { name, needs } of servicesOf(platform)) {
        for (const needed of needs) {
          assert.ok(before.has(needed), `${name} comes before ${needed}`);
        }
        before.add(name);
      }
    });
  }

  it("are one proxy's or the other's, never both", () => {
    const own = (names: readonly string[], others: readonly string[]) =>
      names.filter((name) => !others.includes(name));
    const names = (platform: (typeof platforms)[number]) =>
      servicesOf(platform).map(({ name }) => name);
    const [kubernetes, openshift] = [names("kubernetes"), names("openshift")];
    assert.deepEqual(own(kubernetes, openshift), ["traefik"]);
    assert.deepEqual(own(openshift, kubernetes), [
      ...["routes", "admission", "router", "haproxy", "hello-authority"],
    ]);
  });

  it("are an addon's only where it is asked for", () => {
    const names = (...asked: Addon[]) => servicesOf("kubernetes", asked).map(({ name }) => name);
    const added = (...asked: Addon[]) => names(...asked).filter((name) => !names().includes(name));
    assert.deepEqual(added("haproxy-ingress"), ["haproxy-ingress"]);
    assert.deepEqual(added("contour"), ["contour-kinds", "contour", "contour-envoy"]);
    assert.deepEqual(added("envoy-gateway"), [
      ...["envoy-gateway-kinds", "envoy-gateway-objects", "envoy-gateway", "envoy-gateway-envoy"],
    ]);
    assert.deepEqual(added("istio"), ["istio-kinds", "istio-objects", "istio", "istio-envoy"]);
    for (const addon of addons) {
      assert.ok(added(addon).includes(addon), addon);
    }
    const other = servicesOf("openshift", addons).map(({ name }) => name);
    assert.deepEqual(
      other,
      servicesOf("openshift").map(({ name }) => name),
    );
  });

  it("do not listen on one port twice", () => {
    const ports = Object.values<Listener>(listeners).map(hostPort);
    assert.equal(new Set(ports).size, ports.length);
  });

  it("want an IngressClass traefik in the cluster, for Traefik's controller", () => {
    const classes = servicesOf("kubernetes")
      .flatMap(({ manifests = [] }) => manifests)
      .filter(({ kind }) => kind === "IngressClass");
    assert.deepEqual(
      classes.map(({ metadata, spec }) => [metadata.name, spec]),
      [["traefik", { controller: "traefik.io/ingress-controller" }]],
    );
  });

  it("give nobody the right to write more than the status of what exposes an application", () => {
    const writing = allServices
      .flatMap(({ manifests = [] }) => manifests)
      .filter(({ kind }) => kind === "ClusterRole")
      .flatMap(({ rules }) => rules as { resources: string[]; verbs: string[] }[])
      .filter(({ verbs }) => verbs.some((verb) => !["get", "list", "watch"].includes(verb)));
    assert.deepEqual(
      writing.map(({ resources, verbs }) => [resources, verbs]),
      [
        [["ingresses/status"], ["update"]],
        [["ingresses/status"], ["update"]],
        [["ingresses/status"], ["get", "update"]],
        [
          ["contourconfigurations/status", "extensionservices/status", "httpproxies/status"],
          ["get", "update"],
        ],
        [
          [
            ...["backends/status", "backendtrafficpolicies/status", "clienttrafficpolicies/status"],
            ...["envoyextensionpolicies/status", "envoypatchpolicies/status"],
            ...["envoyproxies/status", "securitypolicies/status"],
          ],
          ["update"],
        ],
        // Its finalizer.
        [["gatewayclasses"], ["patch", "update"]],
        [
          [
            ...["gateways/status", "httproutes/status", "grpcroutes/status", "tlsroutes/status"],
            ...["tcproutes/status", "udproutes/status", "listenersets/status"],
            ...["backendtlspolicies/status", "gatewayclasses/status"],
          ],
          ["update"],
        ],
        // Whether the gateway may read the Secrets of certificates.
        [["subjectaccessreviews"], ["create"]],
        [["routes/status"], ["update"]],
      ],
    );
  });
});
