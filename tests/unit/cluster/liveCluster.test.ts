import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { parse, stringify } from "yaml";
import { liveCluster } from "../../../components/cluster/liveCluster";
import { type FakeApiServer, fakeApiServer } from "../support/fakeApiServer";

/** What the API server says, by path. */
const answers: Readonly<Record<string, object>> = {
  "/apis/networking.k8s.io/v1/ingressclasses": {
    items: [
      { metadata: { name: "traefik" }, spec: { controller: "traefik.io/ingress-controller" } },
      { metadata: { name: "empty" } },
    ],
  },
  "/apis/projectcontour.io/v1": { resources: [{ kind: "HTTPProxy" }] },
  "/openapi/v3/apis/projectcontour.io/v1": {
    components: {
      schemas: {
        "io.projectcontour.v1.HTTPProxy": {
          "x-kubernetes-group-version-kind": [
            { group: "projectcontour.io", version: "v1", kind: "HTTPProxy" },
          ],
          properties: {
            spec: {
              properties: { routes: { items: { properties: { loadBalancerPolicy: {} } } } },
            },
          },
        },
      },
    },
  },
};

describe("liveCluster", () => {
  let server: FakeApiServer;
  let folder: string;
  let kubeconfig: string;

  before(async () => {
    server = await fakeApiServer({ ...answers, "/apis/closed.example.com/v1": "forbidden" });
    ({ kubeconfig } = server);
    folder = await mkdtemp(join(tmpdir(), "sticky-session-"));
    await writeFile(join(folder, "config"), kubeconfig);
  });
  after(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  it("reads the classes, as the user of the context", async () => {
    const cluster = await liveCluster({ kubeconfig, context: "here" });
    assert.deepEqual(await cluster.ingressClasses(), [
      { name: "traefik", controller: "traefik.io/ingress-controller" },
      { name: "empty", controller: "" },
    ]);
    assert.equal(server.authorizations.at(-1), "Bearer t0ken");
  });

  it("takes a kubeconfig by its path, and another cluster for a context", async () => {
    const cluster = await liveCluster({ kubeconfig: join(folder, "config"), cluster: "here" });
    assert.equal((await cluster.ingressClasses()).length, 2);
  });

  it("knows the kinds of an API version, and that there are none of one it has not", async () => {
    const cluster = await liveCluster({ kubeconfig, context: "here" });
    assert.deepEqual(await cluster.kinds("projectcontour.io/v1"), ["HTTPProxy"]);
    assert.deepEqual(await cluster.kinds("absent.example.com/v1"), []);
  });

  it("knows the fields of a kind", async () => {
    const cluster = await liveCluster({ kubeconfig, context: "here" });
    const has = (kind: string, field: string) =>
      cluster.hasField("projectcontour.io/v1", kind, field);
    assert.equal(await has("HTTPProxy", "spec.routes.loadBalancerPolicy"), true);
    assert.equal(await has("HTTPProxy", "spec.routes.absent"), false);
    assert.equal(await has("TLSDelegation", "spec.routes"), false);
    assert.equal(await cluster.hasField("absent.example.com/v1", "Absent", "spec"), false);
  });

  it("fails where it is not allowed to ask", async () => {
    const cluster = await liveCluster({ kubeconfig, context: "here" });
    await assert.rejects(cluster.kinds("closed.example.com/v1"), /answers 403 to GET/);
  });

  it("fails where nothing answers", async () => {
    const cluster = await liveCluster({ kubeconfig });
    await assert.rejects(cluster.ingressClasses(), /ECONNREFUSED/);
  });

  /** A secret in each place where a parser or a plugin could quote it. */
  const secret = "s3cr3t-t0ken";
  const broken: Readonly<Record<string, string>> = {
    "is no YAML": `users:\n- name: someone\n  user:\n    token: ${secret}\n   client-key-data: "${secret}\n`,
    "has a tag that YAML does not know": `users: !secret ${secret}\n`,
    "has a user without a name": `clusters: []\ncontexts: []\nusers:\n- user: { token: ${secret} }\n`,
    "is one text": secret,
  };
  for (const [title, text] of Object.entries(broken)) {
    it(`quotes no credential of a kubeconfig that ${title}`, async () => {
      for (const given of [text, join(folder, "broken")]) {
        await writeFile(join(folder, "broken"), text);
        await assert.rejects(liveCluster({ kubeconfig: given }), (error: Error) => {
          const told = inspect(error, { depth: Infinity });
          assert.ok(!told.includes(secret), told);
          assert.match(error.message, /^the kubeconfig (is not valid|has no current context)/);
          return true;
        });
      }
    });
  }

  it("says at which line a kubeconfig is no YAML", async () => {
    await assert.rejects(
      liveCluster({ kubeconfig: "users:\n- name: a\n  user: [\n" }),
      /^Error: the kubeconfig is not valid at line 4 \(kubectl config view reads it too\)$/,
    );
  });

  it("quotes no credential that a credential plugin prints", async () => {
    const command = "/bin/sh";
    const args = ["-c", `echo ${secret} >&2; exit 1`];
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command, args };
    const config = parse(kubeconfig) as { users: { user: object }[] };
    config.users = [{ ...config.users[0], user: { exec } }];
    const cluster = await liveCluster({ kubeconfig: stringify(config), context: "here" });
    await assert.rejects(cluster.ingressClasses(), (error: Error) => {
      const told = inspect(error, { depth: Infinity });
      assert.ok(!told.includes(secret), told);
      assert.match(error.message, /credentials of the kubeconfig's context here cannot be used/);
      return true;
    });
  });

  it("runs a credential plugin once for requests at the same time, and not while its answer is valid", async () => {
    const calls = join(folder, "calls");
    const credential = JSON.stringify({
      status: { token: "from-plugin", expirationTimestamp: "2999-01-01T00:00:00Z" },
    });
    const args = ["-c", `echo call >>'${calls}'; echo '${credential}'`];
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "/bin/sh", args };
    const config = parse(kubeconfig) as { users: { user: object }[] };
    config.users = [{ ...config.users[0], user: { exec } }];
    const cluster = await liveCluster({ kubeconfig: stringify(config), context: "here" });
    const both = await Promise.all([cluster.ingressClasses(), cluster.ingressClasses()]);
    assert.deepEqual(both[0], both[1]);
    await cluster.ingressClasses();
    assert.equal(await readFile(calls, "utf8"), "call\n");
    assert.equal(server.authorizations.at(-1), "Bearer from-plugin");
  });

  it("fails where the kubeconfig has no such context", async () => {
    await assert.rejects(
      liveCluster({ kubeconfig, context: "absent" }),
      /no cluster for the context absent/,
    );
  });
});
