import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { repository } from "../support/repository";

/** Objects as a program declares them: what their controller reads, and what it does not. */
const program = `
const k8s = require("@pulumi/kubernetes");
const metadata = (annotations) => ({ name: "web", namespace: "default", annotations });
new k8s.apps.v1.StatefulSet("web", {
  metadata: metadata(),
  spec: {
    replicas: 3,
    serviceName: "web",
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "web:1" }] },
    },
  },
});
const traefik = "traefik.ingress.kubernetes.io/service.sticky.cookie";
const onService = process.env.ANNOTATED === "service" ? { [traefik]: "true", [traefik + ".name"]: "web" } : undefined;
new k8s.core.v1.Service("web", {
  metadata: metadata(onService),
  spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
});
new k8s.networking.v1.Ingress("web", {
  metadata: metadata(onService ? undefined : { "nginx.ingress.kubernetes.io/affinity": "cookie" }),
  spec: {
    ingressClassName: "traefik",
    rules: [{
      host: "policy.localhost",
      http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { number: 80 } } } }] },
    }],
  },
});
`;

/**
 * The lab's Node.js language host is older than the request to run a plugin, which `pulumi` starts a pack of the runtime
 * nodejs with. For a runtime that it has no language host of, `pulumi` runs a launcher, as it did for nodejs before.
 */
const launcher = `#!/bin/sh
exec node "$(node --print 'require.resolve("@pulumi/pulumi/cmd/run-policy-pack")')" "$@"
`;

/** Where the npm package has the pack; Pulumi's packages are beside it, as whoever uses it installs them. */
const installed = "node_modules/pulumi-sticky-session/dist/policy";

describe("the policy pack", function () {
  this.timeout(5 * 60_000);
  let folder: string;
  let environment: Record<string, string>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sticky-session-e2e-"));
    const pack = join(folder, installed);
    await execa(process.execPath, ["scripts/build-policy.mjs", "--out", pack], { cwd: repository });
    const description = join(pack, "PulumiPolicy.yaml");
    const text = await readFile(description, "utf8");
    await writeFile(description, text.replace("runtime: nodejs", "runtime: node-direct"));
    for (const part of ["backend", "bin", "program"]) {
      await mkdir(join(folder, part));
    }
    await symlink(join(repository, "node_modules/@pulumi"), join(folder, "node_modules/@pulumi"));
    await writeFile(join(folder, "bin/pulumi-analyzer-policy-node-direct"), launcher);
    await chmod(join(folder, "bin/pulumi-analyzer-policy-node-direct"), 0o755);
    await writeFile(join(folder, "program/index.js"), program);
    await writeFile(join(folder, "program/package.json"), '{"main": "index.js"}');
    await writeFile(join(folder, "program/Pulumi.yaml"), "name: policy\nruntime: nodejs\n");
    environment = {
      PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}`,
      PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
    };
    const { exitCode, stderr } = await pulumi(["stack", "init", "test"]);
    assert.equal(exitCode, 0, stderr);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  function pulumi(
    args: readonly string[],
    env: Record<string, string> = {},
  ): execa.ExecaChildProcess {
    return execa("pulumi", [...args, "--non-interactive", "--color", "never"], {
      ...{ cwd: join(folder, "program"), reject: false, stdin: "ignore", all: true },
      env: { ...environment, ...env },
    });
  }

  const preview = ["preview", "--stack", "test", "--policy-pack", `../${installed}`];

  it("stops a program whose controller ignores the affinity", async () => {
    const { exitCode, all } = await pulumi(preview, { ANNOTATED: "ingress" });
    assert.notEqual(exitCode, 0, all);
    assert.match(
      all ?? "",
      /\[mandatory\] +other-controller +\(kubernetes:networking\.k8s\.io\/v1:Ingress: web\)/,
    );
    assert.match(all ?? "", /Ingress default\/web: /);
  });

  it("says nothing of affinity where it is on the object that the controller reads", async () => {
    const { all } = await pulumi(preview, { ANNOTATED: "service" });
    assert.match(all ?? "", /\[mandatory\] +no-readiness-probe/);
    assert.doesNotMatch(all ?? "", /other-controller|wrong-object|no-affinity/);
  });
});
