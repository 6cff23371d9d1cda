import assert from "node:assert/strict";
import type { PolicyResource } from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import { rules } from "../../../doctor/rules/rules";
import { policies, violations } from "../../../policy/policies";

// What the SDK wraps properties in; it keeps the types to itself.
const { unknownCheckingProxy, unknownStringValue } = proxy as unknown as {
  unknownCheckingProxy: (props: object) => unknown;
  unknownStringValue: string;
};

interface Props {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: Record<string, unknown>;
  readonly spec?: unknown;
}

/** A resource as the engine passes it to a policy: with properties that throw where they are not known. */
function resource(props: Props): PolicyResource {
  const name = String(props.metadata.name);
  const type = `kubernetes:${props.apiVersion}:${props.kind}`;
  return {
    ...{ type, name, urn: `urn:pulumi:test::test::${type}::${name}` },
    props: unknownCheckingProxy(props) as Record<string, unknown>,
    opts: {},
  } as unknown as PolicyResource;
}

const deployment = (replicas: number): PolicyResource =>
  resource({
    ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" } },
    spec: {
      replicas,
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web" }] } },
    },
  });

function service(annotations: Record<string, unknown> = {}, spec: object = {}): PolicyResource {
  return resource({
    ...{ apiVersion: "v1", kind: "Service" },
    metadata: { name: "web", namespace: "shop", annotations },
    spec: { selector: { app: "web" }, ports: [{ port: 80 }], ...spec },
  });
}

function ingress(
  annotations: Record<string, unknown> = {},
  { name = "web", path = "/", className = "nginx", to = "web" } = {},
): PolicyResource {
  const backend = { service: { name: to, port: { number: 80 } } };
  return resource({
    ...{ apiVersion: "networking.k8s.io/v1", kind: "Ingress" },
    metadata: { name, namespace: "shop", annotations },
    spec: {
      ingressClassName: className,
      rules: [
        { host: "shop.example.com", http: { paths: [{ path, pathType: "Prefix", backend }] } },
      ],
    },
  });
}

const nginxClass = resource({
  ...{ apiVersion: "networking.k8s.io/v1", kind: "IngressClass", metadata: { name: "nginx" } },
  spec: { controller: "k8s.io/ingress-nginx" },
});
const traefikClass = resource({
  ...{ apiVersion: "networking.k8s.io/v1", kind: "IngressClass", metadata: { name: "traefik" } },
  spec: { controller: "traefik.io/ingress-controller" },
});

const nginx = "nginx.ingress.kubernetes.io";
const cookie = { [`${nginx}/affinity`]: "cookie", [`${nginx}/affinity-mode`]: "persistent" };

/** The names of the policies that are violated. */
function violated(...resources: PolicyResource[]): string[] {
  return rules.filter((rule) => violations(rule, resources).length > 0).map(({ id }) => id);
}

describe("the policy pack", () => {
  it("has a policy for each rule that needs no more than objects", () => {
    assert.deepEqual(
      policies.map(({ name }) => name),
      rules.filter(({ needs }) => needs === undefined).map(({ id }) => id),
    );
    for (const { enforcementLevel, description } of policies) {
      assert.match(String(enforcementLevel), /^(mandatory|advisory)$/);
      assert.match(description, /\.$/);
    }
  });

  it("names what exposes several replicas without affinity", () => {
    const all = [nginxClass, deployment(3), service()];
    assert.ok(violated(...all, ingress()).includes("no-affinity"));
    assert.ok(!violated(...all, ingress(cookie)).includes("no-affinity"));
    const rule = rules.find(({ id }) => id === "no-affinity");
    assert.ok(rule);
    const [found] = violations(rule, [...all, ingress()]);
    assert.match(found?.urn ?? "", /Ingress::web$/);
    assert.match(found?.message ?? "", /^Ingress shop\/web: /);
  });

  it("names annotations of another controller", () => {
    const { length } = violated(
      traefikClass,
      deployment(3),
      service(),
      ingress(cookie, { className: "traefik" }),
    ).filter((id) => id === "other-controller");
    assert.equal(length, 1);
  });

  it("names settings on the wrong object", () => {
    assert.ok(
      violated(nginxClass, deployment(3), service(cookie), ingress()).includes("wrong-object"),
    );
  });

  it("names ClientIP behind a proxy", () => {
    const byAddress = service({}, { sessionAffinity: "ClientIP" });
    assert.ok(
      violated(nginxClass, deployment(3), byAddress, ingress()).includes("client-ip-behind-proxy"),
    );
  });

  it("names a cookie's name that is used twice on a host", () => {
    const named = { ...cookie, [`${nginx}/session-cookie-name`]: "session" };
    const other = resource({
      ...{ apiVersion: "v1", kind: "Service", metadata: { name: "cart", namespace: "shop" } },
      spec: { selector: { app: "cart" }, ports: [{ port: 80 }] },
    });
    const twice = [
      ...[nginxClass, deployment(3), service(), other, ingress(named)],
      ingress(named, { name: "cart", path: "/cart", to: "cart" }),
    ];
    assert.ok(violated(...twice).includes("cookie-name-shared"));
    assert.ok(!violated(...twice.slice(0, -1)).includes("cookie-name-shared"));
  });

  it("judges nothing by what is known only after the update", () => {
    const all = [nginxClass, deployment(3), service()];
    const later = ingress({ [`${nginx}/affinity`]: unknownStringValue });
    assert.ok(!violated(...all, later).includes("no-affinity"));
  });

  it("takes what is no object for none", () => {
    const release = resource({
      ...{ apiVersion: "helm.sh/v3", kind: "Release", metadata: { name: "chart" } },
    });
    const provider = { ...release, type: "pulumi:providers:kubernetes", props: {} };
    const component = { ...release, type: "my:index:App", props: {} };
    assert.deepEqual(violated(release, provider, component), []);
  });
});
