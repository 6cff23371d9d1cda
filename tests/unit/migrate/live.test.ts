import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../../migrate/main";
import { type FakeApiServer, fakeApiServer } from "../support/fakeApiServer";
import { nginx } from "./migrated";
import { runMain } from "../support/runMain";

const resources = {
  "/version": {},
  "/version/": {},
  "/api/v1": { resources: [{ name: "services", kind: "Service", namespaced: true }] },
  "/apis/networking.k8s.io/v1": {
    resources: [
      { name: "ingresses", kind: "Ingress", namespaced: true },
      { name: "ingressclasses", kind: "IngressClass", namespaced: false },
    ],
  },
};

const ingress = {
  metadata: {
    name: "shop",
    namespace: "store",
    uid: "1-2-3",
    resourceVersion: "7",
    managedFields: [{}],
    annotations: { [`${nginx}/affinity`]: "cookie" },
  },
  spec: {
    ingressClassName: "internal",
    rules: [
      {
        host: "shop.example.com",
        http: {
          paths: [
            {
              path: "/",
              pathType: "Prefix",
              backend: { service: { name: "web", port: { number: 80 } } },
            },
          ],
        },
      },
    ],
  },
  status: { loadBalancer: {} },
};
const service = {
  metadata: { name: "web", namespace: "store", uid: "4-5-6" },
  spec: { clusterIP: "10.0.0.7", selector: { app: "web" }, ports: [{ port: 80 }] },
};
const classes = {
  items: [{ metadata: { name: "internal" }, spec: { controller: "k8s.io/ingress-nginx" } }],
};

describe("sticky migrate of a live namespace", () => {
  const before = process.env.KUBECONFIG;
  let folder = "";
  let server: FakeApiServer | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "migrate-"));
  });
  afterEach(() => {
    server?.close();
    rmSync(folder, { recursive: true });
    if (before === undefined) {
      delete process.env.KUBECONFIG;
    } else {
      process.env.KUBECONFIG = before;
    }
  });

  /** Runs it on a cluster that has these answers; resolves to exit code and what it printed. */
  async function run(
    answers: Parameters<typeof fakeApiServer>[0],
    ...argv: readonly string[]
  ): Promise<{ exitCode: number; out: string; err: string }> {
    server = await fakeApiServer({ ...resources, ...answers });
    process.env.KUBECONFIG = join(folder, "config");
    writeFileSync(process.env.KUBECONFIG, server.kubeconfig);
    const ran = await runMain(main, ["--to", "traefik", "--context", "here", ...argv]);
    const { exitCode, stdout: out, stderr: err } = ran;
    return { exitCode, out, err };
  }

  const inNamespace = {
    "/api/v1/namespaces/store/services": { items: [service] },
    "/apis/networking.k8s.io/v1/namespaces/store/ingresses": { items: [ingress] },
    "/apis/networking.k8s.io/v1/ingressclasses": classes,
  };

  it("reads Ingresses, their classes and Services, and writes none of what the API server adds", async () => {
    const { exitCode, out, err } = await run(inNamespace, "--namespace", "store");
    assert.equal(exitCode, 0, err);
    assert.match(out, /service\.sticky\.cookie\.name: INGRESSCOOKIE/);
    assert.match(out, /name: shop-traefik/);
    assert.ok(!/uid|resourceVersion|managedFields|clusterIP|status/.test(out), out);
    assert.match(err, /kubectl --context here apply -f migrated\.yaml/);
  });

  it("reads all namespaces", async () => {
    const everywhere = {
      "/api/v1/services": { items: [service] },
      "/apis/networking.k8s.io/v1/ingresses": { items: [ingress] },
      "/apis/networking.k8s.io/v1/ingressclasses": classes,
    };
    const { exitCode, out } = await run(everywhere, "--all-namespaces");
    assert.equal(exitCode, 0);
    assert.match(out, /namespace: store/);
  });

  it("goes on without IngressClasses that may not be read", async () => {
    const { exitCode, err } = await run(
      { ...inNamespace, "/apis/networking.k8s.io/v1/ingressclasses": "forbidden" },
      "--namespace",
      "store",
    );
    assert.equal(exitCode, 0);
    assert.match(err, /the class is taken to be one of ingress-nginx/);
  });

  it("says what may not be read", async () => {
    const { exitCode, out, err } = await run(
      { ...inNamespace, "/apis/networking.k8s.io/v1/namespaces/store/ingresses": "forbidden" },
      "--namespace",
      "store",
    );
    assert.deepEqual([exitCode, out], [3, ""]);
    assert.equal(err, "error: The Ingress objects of namespace store cannot be read: forbidden.\n");
  });

  it("says that a cluster has no Routes", async () => {
    const { exitCode, err } = await run(
      inNamespace,
      "--from",
      "openshift-route",
      "--namespace",
      "store",
    );
    assert.equal(exitCode, 3);
    assert.equal(
      err,
      "error: The Route objects of namespace store cannot be read: the cluster has no such kind.\n",
    );
  });

  it("says that there is no such context", async () => {
    const { exitCode, err } = await run(inNamespace, "--namespace", "store", "--context", "other");
    assert.equal(exitCode, 2);
    assert.match(err, /^error: There is no context "other" in your kubeconfig\./);
  });
});
