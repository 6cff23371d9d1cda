import assert from "node:assert/strict";
import type { SessionCookie } from "../../../components/affinity/affinity";
import type { Application } from "../../../components/affinity/application";
import type { Dialect } from "../../../components/affinity/dialect";
import { dialects } from "../../../components/affinity/dialects";
import type { PlainObject } from "../../../components/affinity/objects";
import { translate } from "../../../components/affinity/translate";
import { controllersPage, documentedKinds } from "../../../scripts/controllers/page";
import { applicationOf, http, https, plainest, samples } from "../../../scripts/controllers/probe";
import { charts } from "../../unit/migrate/charts/charts";
import { migrated } from "../../unit/migrate/migrated";
import { kubectl } from "../support/cluster";
import {
  anyDefinition,
  httpRouteDefinitionOf17,
  install,
  realDefinitions,
  remove,
} from "../support/crds/crds";
import { operations } from "../support/engineEvents";
import { TestStack } from "../support/testStack";

/** Kinds whose own definitions the module proxy does not have; their objects are planned, and not checked. */
const withoutDefinition = [
  ["configuration.konghq.com/v1beta1", "KongUpstreamPolicy"],
  ["cloud.google.com/v1", "BackendConfig"],
  ["alb.networking.azure.io/v1", "RoutePolicy"],
  ["networking.gke.io/v1", "GCPBackendPolicy"],
  ["route.openshift.io/v1", "Route"],
] as const;

describe("the objects of each controller", () => {
  let installed: string[] = [];

  before(async () => {
    const definitions = withoutDefinition.map(([apiVersion, kind]) =>
      anyDefinition(apiVersion, kind),
    );
    installed = await install([...(await realDefinitions()), ...definitions]);
  });
  after(() => remove(installed));

  describe("pass the controller's own schema", () => {
    const unchecked: readonly string[] = withoutDefinition.map(([, kind]) => kind);

    for (const dialect of dialects) {
      for (const exposure of [http, https]) {
        const cookies = everyCookie();
        const objects = cookies.flatMap((cookie) => {
          const translated = translate(dialect, { cookie }, applicationOf(dialect, exposure));
          return "translation" in translated ? (translated.translation.native.objects ?? []) : [];
        });
        const checked = objects.filter(({ kind }) => !unchecked.includes(kind));
        if (checked.length > 0) {
          it(`${dialect.id} (${exposure.tls}): ${checked.length} objects`, () => dryRun(checked));
        }
      }
    }

    // On OpenShift Routes are applied and verified (tests/e2e/migrate).
    const targets = dialects.filter(
      ({ id, platform }) => id !== "ingress-nginx" && platform === "kubernetes",
    );
    for (const dialect of targets) {
      it(`${dialect.id}: what is migrated from charts of ingress-nginx`, async () => {
        const isRoute = dialect.exposedBy.object === "an HTTPRoute";
        const options = isRoute ? { gatewayClass: "class" } : {};
        const reports = await Promise.all(
          Object.values(charts).map((chart) => migrated(chart, dialect.id, { options })),
        );
        const objects = reports.flatMap((report) => report.objects);
        await dryRun(
          objects
            .filter(({ kind }) => !unchecked.includes(kind))
            // Of the Gateway API's kinds HTTPRoute alone is defined here.
            .filter(({ apiVersion, kind }) => kind !== "Gateway" || !apiVersion.includes("k8s.io"))
            // All are checked in one namespace.
            .map((object) => ({
              ...object,
              metadata: { ...object.metadata, namespace: "default" },
            })),
        );
      });
    }

    it("which refuses a field that there is not", async () => {
      const [route] = objectsOf("envoy-gateway", {});
      const text = JSON.stringify(route).replace('"sessionName"', '"cookieName"');
      await assert.rejects(dryRun([JSON.parse(text) as PlainObject]), /unknown field .*cookieName/);
    });
  });

  describe("are just those of docs/controllers.md in a preview", () => {
    let stack: TestStack;
    before(async () => {
      // The classes are not in the lab, and whether they are is another test's matter.
      stack = await TestStack.create({ checkCluster: "false" });
    });
    after(() => stack.dispose());

    for (const dialect of dialects) {
      const { id, platform, exposedBy } = dialect;
      it(id, async () => {
        const gatewayName = exposedBy.supportedSettings.includes("gateway.name") ? "gateway" : "";
        const { tls } = plainest(dialect);
        await stack.configure({ controller: id, platform, gatewayName, tls });
        const { events } = await stack.preview();
        const made = documentedKinds(controllersPage(), id).map(
          (kind) => `create kubernetes:${kind.replace(" ", ":")} hello`,
        );
        assert.deepEqual(
          operations(events),
          [
            "create kubernetes:apps/v1:StatefulSet hello",
            "create kubernetes:core/v1:Service hello",
            "create kubernetes:core/v1:Service hello-headless",
            "create kubernetes:core/v1:ServiceAccount hello",
            "create kubernetes:policy/v1:PodDisruptionBudget hello",
            "create sticky:index:StickyApp hello",
            ...made,
          ].sort(),
        );
      });
    }
  });
});

describe("the routes of each controller that takes the Gateway API 1.7", () => {
  let installed: string[] = [];

  before(async () => {
    installed = await install(await httpRouteDefinitionOf17());
    // Else it would be checked by whatever is there.
    assert.deepEqual(installed, ["httproutes.gateway.networking.k8s.io"]);
  });
  after(() => remove(installed));

  const takes17 = dialects.filter(({ exposedBy }) =>
    exposedBy.supportedSettings.includes("gateway.apiVersion"),
  );
  for (const dialect of takes17) {
    it(`pass its schema: ${dialect.id}`, async () => {
      const objects = routesOf17(dialect);
      assert.ok(objects.length > 5);
      await dryRun(objects);
    });
  }

  it("which refuses those of 1.6", async () => {
    const routes = objectsOf("envoy-gateway", {});
    await assert.rejects(dryRun(routes), /unknown field .*sessionName/);
  });

  function routesOf17(dialect: Dialect): PlainObject[] {
    return everyCookie().flatMap((cookie) => {
      const application: Application = {
        ...applicationOf(dialect, http),
        gateway: { name: "gateway", apiVersion: "1.7" },
      };
      const translated = translate(dialect, { cookie }, application);
      return "translation" in translated ? (translated.translation.native.objects ?? []) : [];
    });
  }
});

/** Nothing said of the cookie, and each value of each setting by itself. */
function everyCookie(): SessionCookie[] {
  const single = Object.entries(samples).flatMap(([setting, values]) =>
    values.map((value) => ({ [setting]: value })),
  );
  return [{}, ...single, { name: "shop", maxAgeSeconds: 123_456_789 }];
}

function objectsOf(id: string, cookie: SessionCookie): readonly PlainObject[] {
  const dialect = dialects.find((candidate) => candidate.id === id);
  assert.ok(dialect);
  const translated = translate(dialect, { cookie }, applicationOf(dialect, http));
  assert.ok("translation" in translated);
  return translated.translation.native.objects ?? [];
}

/** Has the API server check the objects as if they were made, each under a name of its own. */
async function dryRun(objects: readonly PlainObject[]): Promise<void> {
  const items = objects.map((object, index) => ({
    ...object,
    metadata: { ...object.metadata, name: `hello-${index}` },
  }));
  await kubectl(
    ["create", "--dry-run=server", "--validate=strict", "--namespace=default", "--filename=-"],
    JSON.stringify({ apiVersion: "v1", kind: "List", items }),
  );
}
