import assert from "node:assert/strict";
import { serves } from "../../../components/affinity/dialect";
import {
  chooseDialect,
  dialects,
  dialectsCalled,
  usualNames,
  withoutAffinity,
} from "../../../components/affinity/dialects";
import { dialect } from "./chosen";

const strong = { affinity: "strong", survivesScaleUp: true, reissuesAfterPodLoss: true };
const hash = { affinity: "hash", survivesScaleUp: false, reissuesAfterPodLoss: false };

/** What each controller is promised to do; each has to be backed by a source. */
const promises: Readonly<Record<string, object>> = {
  traefik: { ...strong, keepsTerminatingPods: true },
  "traefik-ingress-nginx": { ...strong, keepsTerminatingPods: true },
  "ingress-nginx": { ...strong, keepsTerminatingPods: false },
  "f5-nginx": { ...strong, keepsTerminatingPods: false },
  "f5-nginx-plus": { ...strong, keepsTerminatingPods: false },
  "haproxy-ingress": { ...strong, keepsTerminatingPods: false },
  "haproxy-ingress-drain-support": { ...strong, keepsTerminatingPods: true },
  haproxytech: { ...strong, keepsTerminatingPods: false },
  contour: { ...hash, keepsTerminatingPods: false },
  kong: { ...hash, keepsTerminatingPods: false },
  "kong-enterprise": { ...strong, reissuesAfterPodLoss: false, keepsTerminatingPods: false },
  istio: { ...hash, keepsTerminatingPods: false },
  "istio-persistent-session": { ...strong, keepsTerminatingPods: true },
  "gateway-api": { ...strong, reissuesAfterPodLoss: false, keepsTerminatingPods: false },
  "envoy-gateway": { ...strong, keepsTerminatingPods: false },
  "envoy-gateway-before-1.10": { ...strong, keepsTerminatingPods: false },
  kgateway: { ...strong, reissuesAfterPodLoss: false, keepsTerminatingPods: false },
  "nginx-gateway-fabric-plus": { ...strong, keepsTerminatingPods: false },
  "aws-load-balancer-controller": {
    ...strong,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  "gke-ingress": { ...hash, keepsTerminatingPods: false },
  "gke-gateway": { ...hash, keepsTerminatingPods: false },
  "azure-application-gateway": {
    ...strong,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  "azure-gateway-for-containers": {
    affinity: "strong",
    survivesScaleUp: false,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  "openshift-route": { ...strong, keepsTerminatingPods: false },
};

describe("dialects", () => {
  it("have ids of their own, beside those of the controllers without affinity", () => {
    const ids = [...dialects, ...withoutAffinity].map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it("promise this, each with its sources", () => {
    assert.deepEqual(
      Object.fromEntries(dialects.map((each) => [each.id, each.promises])),
      promises,
    );
    for (const { id, sources } of [...dialects, ...withoutAffinity]) {
      assert.ok(sources.length > 0, id);
    }
  });

  it("are not called live before an end-to-end test has seen the controller", () => {
    const live = dialects.filter(({ verified }) => verified === "live").map(({ id }) => id);
    assert.deepEqual(live, [
      "traefik",
      "traefik-ingress-nginx",
      "haproxy-ingress",
      "haproxy-ingress-drain-support",
      "contour",
      "istio",
      "istio-persistent-session",
      "envoy-gateway-before-1.10",
    ]);
  });

  it("are found by their usual names, each of which leads to ids that there are", () => {
    for (const [name, ids] of Object.entries(usualNames)) {
      assert.ok(!dialects.some(({ id }) => id === name), name);
      for (const id of ids) {
        assert.ok(
          [...dialects, ...withoutAffinity].some((each) => each.id === id),
          `${name}: ${id}`,
        );
      }
    }
    assert.deepEqual(
      dialectsCalled("nginx", "kubernetes").map(({ id }) => id),
      ["ingress-nginx", "f5-nginx", "traefik-ingress-nginx"],
    );
    assert.deepEqual(dialectsCalled("constructor", "kubernetes"), []);
    assert.deepEqual(dialectsCalled("alb", "openshift"), []);
  });

  it("are chosen by platform and controller", () => {
    assert.equal(chooseDialect("openshift", undefined)?.id, "openshift-route");
    assert.equal(chooseDialect("kubernetes", undefined), undefined);
    assert.equal(chooseDialect("kubernetes", "contour")?.id, "contour");
    assert.equal(chooseDialect("openshift", "contour"), undefined);
  });

  it("know their IngressClasses, with a name behind the controller's too", () => {
    const { ingressControllers } = dialect("haproxytech");
    const own = { ingressControllers };
    assert.ok(serves(own, "haproxy.org/ingress-controller"));
    assert.ok(serves(own, "haproxy.org/ingress-controller/second"));
    assert.ok(!serves(own, "haproxy.org/ingress-controllers"));
    assert.ok(!serves(own, "traefik.io/ingress-controller"));
  });
});
