import assert from "node:assert/strict";
import { dialects } from "../../../components/affinity/dialects";
import { settingsOf, translate } from "../../../components/affinity/translate";
import { StickyApp } from "../../../components/stickyApp";
import { applicationsOf, samples } from "../../../scripts/controllers/probe";
import { dialect, nginx } from "../affinity/chosen";
import { read } from "../config/config";
import { labels, selector } from "../support/expected";
import { type Registered, run } from "../support/mocks";
import { inputsOf, onKubernetes, onOpenshift, router, sticky } from "./children";

interface Marked {
  metadata: { annotations?: Record<string, string>; labels: Record<string, string> };
}

const ingressType = "kubernetes:networking.k8s.io/v1:Ingress";

function metadataOf(registered: Registered[], type: string, name?: string) {
  return (inputsOf(registered, type, name) as unknown as Marked).metadata;
}

describe("annotations for others than the affinity", () => {
  it("are on the Ingress beside the affinity's: cert-manager's, external-dns's, the controller's own", async () => {
    const annotations = {
      "cert-manager.io/cluster-issuer": "letsencrypt",
      [`${nginx}/proxy-body-size`]: "4g",
      [`${nginx}/proxy-read-timeout`]: "3600",
      "external-dns.alpha.kubernetes.io/ttl": "600",
    };
    const { args } = await read({
      ...{ controller: "ingress-nginx", host: "cloud.example.com", platform: "kubernetes" },
      ...{ tls: "edge", tlsSecret: "cloud-tls" },
      ingressAnnotations: JSON.stringify({ ...annotations, "example.com/depth": 1 }),
    });
    const { registered } = await run(() => new StickyApp("cloud", args));
    assert.deepEqual(metadataOf(registered, ingressType, "cloud").annotations, {
      ...annotations,
      "example.com/depth": "1",
      [`${nginx}/affinity`]: "cookie",
      [`${nginx}/affinity-mode`]: "persistent",
      [`${nginx}/session-cookie-change-on-failure`]: "true",
      [`${nginx}/session-cookie-name`]: "cloud",
      [`${nginx}/session-cookie-path`]: "/",
      [`${nginx}/session-cookie-secure`]: "true",
    });
    const service = metadataOf(registered, "kubernetes:core/v1:Service", "cloud");
    assert.deepEqual(service.annotations, { "pulumi.com/skipAwait": "true" });
  });

  it("are on the Service, the Route, and the objects of the controller's own kinds", async () => {
    const own = { "example.com/team": "shop" };
    const { registered } = await run(() => {
      new StickyApp("hello", { ...onKubernetes, annotations: { service: own } });
    });
    assert.deepEqual(metadataOf(registered, "kubernetes:core/v1:Service").annotations, {
      ...own,
      "pulumi.com/skipAwait": "true",
      [sticky]: "true",
      [`${sticky}.name`]: "hello",
      [`${sticky}.path`]: "/",
      [`${sticky}.secure`]: "false",
      [`${sticky}.httponly`]: "true",
    });
    assert.equal(metadataOf(registered, ingressType).annotations, undefined);

    const onRoute = await run(
      () => new StickyApp("hello", { ...onOpenshift, annotations: { route: own } }),
      { serve: router },
    );
    const route = metadataOf(onRoute.registered, "kubernetes:route.openshift.io/v1:Route");
    assert.equal(route.annotations?.["example.com/team"], "shop");

    const onProxy = await run(
      () =>
        new StickyApp("hello", {
          ...onKubernetes,
          controller: "contour",
          annotations: { customResource: own },
          awaitObjects: false,
        }),
    );
    const proxy = metadataOf(onProxy.registered, "kubernetes:projectcontour.io/v1:HTTPProxy");
    assert.deepEqual(proxy.annotations, own);
  });

  for (const each of dialects) {
    it(`are none of those that ${each.id} is told affinity by`, () => {
      const words = applicationsOf(each).flatMap((application) =>
        settingsOf(each).flatMap((setting) =>
          samples[setting].flatMap((value) => {
            const translated = translate(each, { cookie: { [setting]: value } }, application);
            const native = "translation" in translated ? translated.translation.native : {};
            return [native.ingress, native.service, native.route]
              .flatMap((marks) => [marks?.annotations, marks?.labels])
              .flatMap((marks) => Object.keys(marks ?? {}));
          }),
        ),
      );
      const beside = [
        // Not of the affinity, and refused as what the program writes.
        "haproxy-ingress.github.io/health-check-interval",
        "haproxy-ingress.github.io/health-check-port",
        "haproxy-ingress.github.io/health-check-fall-count",
        "haproxy-ingress.github.io/config-backend",
      ];
      const unknown = words.filter((word) => !(word in each.ownKeys) && !beside.includes(word));
      assert.deepEqual(unknown, []);
    });
  }

  it("are passed on where only another controller is told affinity by them", async () => {
    const foreign = `${nginx}/session-cookie-name`;
    assert.ok(foreign in dialect("ingress-nginx").ownKeys);
    const { registered } = await run(
      () =>
        new StickyApp("hello", { ...onKubernetes, annotations: { ingress: { [foreign]: "x" } } }),
    );
    assert.deepEqual(metadataOf(registered, ingressType).annotations, { [foreign]: "x" });
  });
});

describe("labels", () => {
  it("are on every object and on the pods, and nothing is selected by them", async () => {
    const own = { team: "shop", "app.kubernetes.io/part-of": "store" };
    const { registered } = await run(
      () =>
        new StickyApp("hello", {
          ...onKubernetes,
          ...{ networkPolicy: true, proxyNamespace: "traefik", labels: own },
          storage: { mountPath: "/data", size: "1Gi" },
        }),
    );
    const expected = { ...labels("hello"), ...own };
    const objects = registered.filter(({ type }) => type !== "sticky:index:StickyApp");
    assert.ok(objects.length > 6);
    for (const { type, name, inputs } of objects) {
      assert.deepEqual((inputs as unknown as Marked).metadata.labels, expected, `${type} ${name}`);
    }
    const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet") as unknown as {
      spec: {
        selector: { matchLabels: unknown };
        template: Marked;
        volumeClaimTemplates: [Marked];
      };
    };
    assert.deepEqual(spec.template.metadata.labels, expected);
    assert.deepEqual(spec.selector.matchLabels, selector("hello"));
    // Claims can never be changed.
    assert.deepEqual(spec.volumeClaimTemplates[0].metadata.labels, selector("hello"));
    const selecting = JSON.stringify(
      objects.map(({ inputs }) => {
        const { selector: own, podSelector } = (inputs.spec ?? {}) as Record<string, unknown>;
        return [own, podSelector];
      }),
    );
    assert.ok(!selecting.includes("shop"));
  });
});
