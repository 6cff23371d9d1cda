import assert from "node:assert/strict";
import { checkCluster, type Findings } from "../../../components/cluster/checkCluster";
import type { Cluster, IngressClass } from "../../../components/cluster/cluster";
import { resolve } from "../../../components/resolve/resolve";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";

const traefikClass: IngressClass = { name: "traefik", controller: "traefik.io/ingress-controller" };
const nginxClass: IngressClass = { name: "nginx", controller: "k8s.io/ingress-nginx" };
const unknownClass: IngressClass = { name: "caddy", controller: "caddy.example.com/ingress" };
import { noApplication } from "../support/noApplication";

/** A cluster with these classes, and with the kinds and fields of `served`: `apiVersion/kind` and `apiVersion/kind.field`. */
function clusterOf(
  classes: readonly IngressClass[],
  { served = [] as readonly string[], unreachable = false } = {},
): Cluster {
  const answer = <Value>(value: Value) =>
    unreachable ? Promise.reject(new Error("connect ECONNREFUSED")) : Promise.resolve(value);
  return {
    ...noApplication,
    ingressClasses: () => answer(classes),
    kinds: (apiVersion) =>
      answer(
        served
          .filter((name) => name.startsWith(`${apiVersion}/`))
          .map((name) => name.slice(apiVersion.length + 1)),
      ),
    hasField: (apiVersion, kind, field) =>
      answer(served.includes(`${apiVersion}/${kind}.${field}`)),
  };
}

async function check(args: Partial<StickyAppArgs>, cluster: Cluster): Promise<Findings> {
  const planned = resolve("hello", {
    platform: "kubernetes",
    image: "app:1",
    host: "hello.example.com",
    ...args,
  });
  assert.ok("plan" in planned, JSON.stringify(planned));
  return checkCluster(planned.plan, cluster);
}

const nothing: Findings = { problems: [], notes: [], unchecked: [] };
const route = "gateway.networking.k8s.io/v1/HTTPRoute";

describe("checkCluster", () => {
  it("finds nothing where the class is the controller's", async () => {
    const found = await check({ controller: "traefik" }, clusterOf([nginxClass, traefikClass]));
    assert.deepEqual(found, nothing);
  });

  it("names the controller that a class belongs to, and the one to choose", async () => {
    const found = await check(
      { controller: "traefik", ingressClassName: "nginx" },
      clusterOf([nginxClass]),
    );
    assert.deepEqual(found.problems, [
      {
        setting: "controller",
        got: "traefik",
        reason:
          "the IngressClass nginx belongs to k8s.io/ingress-nginx, and Traefik does not serve it; it has nginx (k8s.io/ingress-nginx)",
        allowed: "ingress-nginx, traefik-ingress-nginx",
        example: "ingress-nginx",
      },
    ]);
  });

  it("names the controller's own class where another was chosen", async () => {
    const found = await check(
      { controller: "traefik", ingressClassName: "nginx" },
      clusterOf([nginxClass, { ...traefikClass, name: "public" }]),
    );
    assert.deepEqual(found.problems, [
      {
        setting: "ingressClassName",
        got: "nginx",
        reason:
          "the IngressClass nginx belongs to k8s.io/ingress-nginx, and Traefik does not serve it",
        allowed: "public",
        example: "public",
      },
    ]);
  });

  it("names the controller's own class where the chosen one is missing", async () => {
    const found = await check(
      { controller: "traefik" },
      clusterOf([{ ...traefikClass, name: "public" }]),
    );
    assert.deepEqual(found.problems, [
      {
        setting: "ingressClassName",
        got: "traefik",
        reason: "the cluster has no IngressClass traefik",
        allowed: "public",
        example: "public",
      },
    ]);
  });

  it("says so where no class is one that it knows, or there is none", async () => {
    const problems = await Promise.all(
      [[unknownClass], []].map((classes) => check({ controller: "traefik" }, clusterOf(classes))),
    );
    const common = {
      setting: "controller",
      got: "traefik",
      allowed: "an installation of Traefik",
      fix: "kubectl get ingressclasses",
    };
    assert.deepEqual(
      problems.map((found) => found.problems),
      [
        [
          {
            ...common,
            reason:
              "the cluster has no IngressClass traefik; it has caddy (caddy.example.com/ingress)",
          },
        ],
        [{ ...common, reason: "the cluster has no IngressClass traefik; it has none at all" }],
      ],
    );
  });

  for (const [controller, other] of [
    ["ingress-nginx", "traefik-ingress-nginx"],
    ["traefik-ingress-nginx", "ingress-nginx"],
  ] as const) {
    it(`warns that the class of ${controller} may be ${other}'s`, async () => {
      const { notes, problems } = await check({ controller }, clusterOf([nginxClass]));
      assert.deepEqual(problems, []);
      assert.equal(notes.length, 1);
      assert.match(
        notes[0] ?? "",
        /The IngressClass nginx names k8s\.io\/ingress-nginx, which .* share/,
      );
      assert.match(notes[0] ?? "", new RegExp(`pulumi config set controller ${other}\\.`));
    });
  }

  it("does not warn that a class may be that of the same controller set up otherwise", async () => {
    const haproxy = { name: "haproxy", controller: "haproxy-ingress.github.io/controller/second" };
    const found = await check({ controller: "haproxy-ingress" }, clusterOf([haproxy]));
    assert.deepEqual(found, nothing);
  });

  it("asks for no class where the controller uses none", async () => {
    const kind = "cloud.google.com/v1/BackendConfig";
    assert.deepEqual(
      await check({ controller: "gke-ingress" }, clusterOf([], { served: [kind] })),
      nothing,
    );
  });

  it("says which kind is missing, and what installs it", async () => {
    const { problems } = await check({ controller: "contour" }, clusterOf([]));
    assert.deepEqual(problems, [
      {
        setting: "controller",
        got: "contour",
        reason: "the cluster has no kind HTTPProxy of projectcontour.io/v1, and Contour needs it",
        allowed: "a cluster with it, which the command below adds; another controller",
        fix: "kubectl apply -f https://projectcontour.io/quickstart/contour.yaml",
      },
    ]);
  });

  it("says which field is missing, which the API would drop", async () => {
    const args = { controller: "envoy-gateway", gateway: { name: "eg" } };
    const { problems } = await check(args, clusterOf([], { served: [route] }));
    assert.equal(problems.length, 1);
    assert.match(
      problems[0]?.reason ?? "",
      /^the kind HTTPRoute .* has no field spec\.rules\.sessionPersistence\.sessionName in the cluster/,
    );
    assert.match(problems[0]?.fix ?? "", /experimental-install\.yaml$/);
    const field = `${route}.spec.rules.sessionPersistence.sessionName`;
    assert.deepEqual(await check(args, clusterOf([], { served: [route, field] })), nothing);
  });

  for (const [controller, tag, otherwise] of [
    ["envoy-gateway", "v1.9.1", "envoy-gateway-before-1.10"],
    ["envoy-gateway-before-1.10", "v1.10.0", "envoy-gateway"],
    ["envoy-gateway", "v1.10.0", undefined],
    ["envoy-gateway", "latest", undefined],
  ] as const) {
    it(`compares the release that the controller's image tells: ${controller}, ${tag}`, async () => {
      const field = `${route}.spec.rules.sessionPersistence.sessionName`;
      const image = `docker.io/envoyproxy/gateway:${tag}`;
      const workload = {
        ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "envoy-gateway" } },
        spec: { template: { spec: { containers: [{ image }] } } },
      };
      const cluster: Cluster = {
        ...clusterOf([], { served: [route, field] }),
        workloads: (namespace) =>
          Promise.resolve(namespace === "envoy-gateway-system" ? [workload] : []),
      };
      const { problems, unchecked } = await check({ controller, gateway: { name: "eg" } }, cluster);
      assert.deepEqual(unchecked, []);
      assert.deepEqual(
        problems.map(({ setting, got, allowed, example }) => [setting, got, allowed, example]),
        otherwise === undefined ? [] : [["controller", controller, otherwise, otherwise]],
      );
    });
  }

  it("asks for no field that is not used", async () => {
    const served = ["Gateway", "VirtualService", "DestinationRule"].map(
      (kind) => `networking.istio.io/v1/${kind}`,
    );
    const cluster = clusterOf([], { served });
    assert.deepEqual(await check({ controller: "istio" }, cluster), nothing);
    const affinity = { cookie: { sameSite: "Lax" as const } };
    const { problems } = await check({ controller: "istio", affinity }, cluster);
    assert.match(problems[0]?.reason ?? "", /no field spec\..*\.httpCookie\.attributes/);
  });

  it("says that a cluster without Routes is no OpenShift", async () => {
    const openshift = { platform: "openshift", controller: undefined } as const;
    const { problems } = await check(openshift, clusterOf([]));
    assert.deepEqual(problems, [
      {
        setting: "controller",
        got: "openshift-route",
        reason:
          "the cluster has no kind Route of route.openshift.io/v1, and The OpenShift router needs it",
        allowed: "a cluster with it; another controller of openshift",
        fix: "kubectl api-resources",
      },
    ]);
  });

  it("stops nothing where the cluster cannot be asked, and says so once", async () => {
    const found = await check({ controller: "kong" }, clusterOf([], { unreachable: true }));
    assert.deepEqual(found, { ...nothing, unchecked: ["connect ECONNREFUSED"] });
  });
});
