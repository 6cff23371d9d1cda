import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import { main } from "../../../migrate/main";
import type { Report } from "../../../migrate/report/report";
import type { CheckResult } from "../../../verify/checks/runCheck";
import { charts } from "../../unit/migrate/charts/charts";
import { selfSigned } from "../../unit/support/certificate";
import { runMain } from "../../unit/support/runMain";
import { createRestrictedNamespace, deleteNamespace, kubectl } from "../support/cluster";
import { type LabController, withControllers } from "../support/controllers";
import { eventually } from "../support/eventually";
import { createObjects, deployment, secret } from "../support/plainObjects";
import { platform } from "../support/platform";
import { assertPassed, failures, verifyLive } from "../support/verifier";

const namespace = "migrate";
const domain = "migrate.localhost";
const nginx = "nginx.ingress.kubernetes.io/";

const tlsSecret = "keycloak-tls";

interface Manifest {
  readonly kind: string;
  metadata: { readonly name: string; namespace: string; annotations?: Record<string, string> };
  spec: {
    selector?: Record<string, string>;
    tls?: { hosts: string[]; secretName?: string }[];
    rules?: {
      host: string;
      http: { paths: { path: string; backend: { service: { name: string } } }[] };
    }[];
  };
}

/** A path of a chart that is sticky. */
interface Sticky {
  readonly service: string;
  readonly host: string;
  readonly path: string;
  readonly isSecured: boolean;
}

/** The objects of a chart for the lab: in one namespace, under names of its own that lead to this machine. */
function forLab(chart: string): Manifest[] {
  return parseAllDocuments(chart)
    .map((document) => document.toJS() as Manifest | { items: Manifest[] })
    .flatMap((document) => ("items" in document ? document.items : [document]))
    .map((object) => {
      const text = JSON.stringify(object).replaceAll(".example.com", `.${domain}`);
      const own = JSON.parse(text) as Manifest;
      own.metadata.namespace = namespace;
      if (own.kind === "Service") {
        own.spec.selector = { app: "web" };
      }
      // Traefik's provider leaves the whole of an Ingress out that has a snippet, unless it is told to take them.
      delete own.metadata.annotations?.[`${nginx}server-snippet`];
      if (platform.name === "openshift") {
        // The lab's router takes no certificate from a Secret.
        own.spec.tls?.forEach((entry) => delete entry.secretName);
      }
      return own;
    });
}

function stickyPaths(objects: readonly Manifest[]): Sticky[] {
  return objects
    .filter(({ metadata }) => metadata.annotations?.[`${nginx}affinity`] === "cookie")
    .flatMap(({ spec: { rules = [], tls } }) =>
      rules.flatMap(({ host, http }) =>
        http.paths.map(({ path, backend }) => ({
          service: backend.service.name,
          host,
          path,
          isSecured: tls !== undefined,
        })),
      ),
    );
}

/**
 * Tests that what was sticky behind the one controller is behind the others.
 *
 * @param earlier serves Ingresses of ingress-nginx as they are @default - none does
 */
export function migrates(controllers: readonly LabController[], earlier?: LabController): void {
  let restore: () => Promise<void>;
  let folder = "";
  const secretNamespaces = new Set(controllers.flatMap((each) => each.secretNamespace ?? []));

  before(async () => {
    const needed = [...(earlier ? [earlier] : []), ...controllers];
    restore = await withControllers(platform.name, needed);
    folder = await mkdtemp(join(tmpdir(), "migrate-"));
    await createRestrictedNamespace(namespace);
    const { cert, key } = selfSigned(`keycloak.${domain}`);
    const certificate = secret(tlsSecret, { "tls.crt": cert, "tls.key": key }, "kubernetes.io/tls");
    await createObjects(namespace, [deployment("web", 3), certificate]);
    for (const each of secretNamespaces) {
      await createObjects(each, [certificate]);
    }
    await kubectl([
      "rollout",
      "status",
      "deployment/web",
      "--timeout=120s",
      "--namespace",
      namespace,
    ]);
    for (const [name, chart] of Object.entries(charts)) {
      await writeFile(
        join(folder, `${name}.yaml`),
        forLab(chart)
          .map((object) => `---\n${stringify(object)}`)
          .join(""),
      );
    }
    await kubectl(["apply", "--filename", folder]);
  });
  after(async () => {
    await deleteNamespace(namespace);
    for (const each of secretNamespaces) {
      await kubectl(["delete", "secret", tlsSecret, "--namespace", each]);
    }
    await rm(folder, { recursive: true, force: true });
    await restore();
  });

  /**
   * Verifies all that was sticky, behind a controller.
   *
   * @param wrong what is wrong with a chart's own settings, though all its clients stay on their pods, by its name
   */
  function verifyCharts(
    controller: LabController,
    wrong: Readonly<Record<string, CheckResult["failure"]>> = {},
  ): void {
    for (const [name, chart] of Object.entries(charts)) {
      it(`${name} is sticky`, async () => {
        for (const { service, host, path, isSecured } of stickyPaths(forLab(chart))) {
          const argv = [
            ...["--url", `${isSecured ? "https" : "http"}://${host}${path}`],
            // Both controllers' objects lead to the Service.
            ...["--controller", controller.id, "--service", `${namespace}/${service}`],
            ...["--resolve", `${host}:${isSecured ? 443 : 80}:${controller.address}`],
            ...["--insecure", "--accept-status", "404", "--wait", "60", "--hold", "0"],
          ];
          // A controller may take in the Ingress a moment before the Service's annotations.
          await eventually(async () => {
            const verified = await verifyLive(argv);
            if (wrong[name] === undefined) {
              assertPassed(verified);
            } else {
              assert.deepEqual(
                failures(verified.report).map(({ failure }) => failure),
                [wrong[name]],
              );
            }
          }, 30_000);
        }
      });
    }
  }

  if (earlier) {
    describe(`before: ${earlier.id}`, () => {
      // Its one cookie for two Services is what `migrate` gives each a name of its own for.
      verifyCharts(earlier, { shop: "cookie-name-used-twice" });
    });
  }

  for (const controller of controllers) {
    describe(`after: ${controller.id}`, () => {
      let out = "";
      before(async () => {
        out = join(folder, `to-${controller.id}`);
        const report = await migrateFolder(folder, controller, out);
        assert.ok((await readdir(out)).length >= Object.keys(charts).length);
        assert.ok(report.items.every(({ file }) => file?.startsWith(folder) === true));
        await kubectl(["apply", "--filename", out]);
        // The old objects stay: both are there side by side.
        assert.match(
          await kubectl(["get", "ingress", "--output=name", "--namespace", namespace]),
          /\/keycloak$/m,
        );
      });
      after(() => removeRules(out));
      verifyCharts(controller);
    });
  }
}

/** Removes what was written for one controller: a variant of it has the same kinds. The Services stay, which are the user's. */
async function removeRules(out: string): Promise<void> {
  for (const file of await readdir(out)) {
    const objects = parseAllDocuments(await readFile(join(out, file), "utf8"))
      .map((document) => document.toJS() as Manifest)
      .filter(({ kind }) => kind !== "Service");
    const list = { apiVersion: "v1", kind: "List", items: objects };
    await kubectl(["delete", "--ignore-not-found", "--filename=-"], JSON.stringify(list));
  }
}

/** Runs the command; resolves to its report. */
async function migrateFolder(
  folder: string,
  { id, settings: { ingressClass, gatewayName, gatewayNamespace } }: LabController,
  out: string,
): Promise<Report> {
  const charted = Object.keys(charts).flatMap((name) => ["-f", join(folder, `${name}.yaml`)]);
  const { exitCode, stdout, stderr } = await runMain(main, [
    ...["--to", id, ...charted, "--out", out, "--output", "json"],
    ...(ingressClass === undefined ? [] : ["--ingress-class", ingressClass]),
    ...(gatewayName === undefined ? [] : ["--gateway", `${gatewayNamespace}/${gatewayName}`]),
  ]);
  // Some annotations are for nginx alone.
  assert.equal(exitCode, 1, stderr);
  return JSON.parse(stdout) as Report;
}
