import assert from "node:assert/strict";
import { construct } from "../../../provider/construct";
import { packageSource } from "../../../provider/packageSource";
import schema from "../../../provider/schema.json";
import { argsSettings } from "../../../components/args/settings.generated";
import { reportProblems } from "../../../components/resolve/report";
import { run, valueOf } from "../support/mocks";

const app = "sticky:index:StickyApp";
const args = {
  platform: "kubernetes",
  controller: "traefik",
  image: "docker.io/nginxdemos/nginx-hello:plain-text",
  host: "hello.example.com",
};

async function messageOf(inputs: Record<string, unknown>, type = app): Promise<string> {
  const { registered, result } = await run(() => {
    try {
      void construct("hello", type, inputs, {});
      return "nothing was wrong";
    } catch (error) {
      return (error as Error).message;
    }
  });
  assert.deepEqual(registered, []);
  return result;
}

describe("the provider", () => {
  it("makes a StickyApp, and tells its outputs", async () => {
    const { registered, result } = await run(() => construct("hello", app, args, {}));
    const { state, urn } = await result;
    const told = Object.entries(state as Record<string, never>).map(async ([name, output]) => [
      name,
      await valueOf(output),
    ]);
    assert.deepEqual(Object.fromEntries((await Promise.all(told)) as [string, unknown][]), {
      url: "http://hello.example.com/",
      host: "hello.example.com",
      hosts: ["hello.example.com"],
      urls: ["http://hello.example.com/"],
      cookieName: "hello",
    });
    assert.match(await valueOf(urn as never), /::sticky:index:StickyApp::hello$/);
    assert.ok(registered.some(({ type }) => type === "kubernetes:apps/v1:StatefulSet"));
  });

  it("makes a StickyExposure", async () => {
    const { platform, controller, host } = args;
    const inputs = { platform, controller, host, selector: { app: "shop" } };
    const { registered } = await run(() =>
      construct("shop", "sticky:index:StickyExposure", inputs, {}),
    );
    assert.ok(registered.some(({ type }) => type === "kubernetes:networking.k8s.io/v1:Ingress"));
  });

  it("takes the options of the components among the arguments", async () => {
    const { registered } = await run(() =>
      construct("logical", app, { ...args, objectName: "hello", checkCluster: false }, {}),
    );
    const service = registered.find(({ type }) => type === "kubernetes:core/v1:Service");
    assert.match(JSON.stringify(service?.inputs), /"app.kubernetes.io\/name":"hello"/);
  });

  it("says all that is wrong, the options among it", async () => {
    assert.equal(
      await messageOf({ ...args, replicas: 0, checkCluster: "no", watchPods: 1 }),
      [
        'StickyApp "hello" has 3 problems; nothing was changed.',
        'checkCluster\n  got:      "no"\n  allowed:  true, false',
        "watchPods\n  got:      1\n  allowed:  true, false",
        "replicas\n  got:      0\n  allowed:  a whole number from 1 to 2147483647",
      ].join("\n\n"),
    );
  });

  it("refuses a component that it has not", async () => {
    assert.equal(
      await messageOf(args, "sticky:index:StickyJob"),
      "The package sticky has no component sticky:index:StickyJob.",
    );
  });
});

describe("a message of the provider", () => {
  const problem = {
    setting: "affinity.cookie.maxAgeSeconds",
    got: -1,
    reason: "{drain.shutdownSeconds} has no part in it",
    allowed: "a whole number",
  };

  it("has the paths of the program's language, also within a sentence", () => {
    const source = packageSource("hello", app, { language: "python", problems: [] });
    assert.equal(
      reportProblems([problem], source),
      [
        'StickyApp "hello" has 1 problem; nothing was changed.\n',
        "affinity.cookie.max_age_seconds",
        "  got:      -1",
        "  problem:  drain.shutdown_seconds has no part in it",
        "  allowed:  a whole number",
      ].join("\n"),
    );
  });

  it("has a fix that is a command, and none that is TypeScript", () => {
    const source = packageSource("hello", app, { language: "yaml", problems: [] });
    const fixes = [
      "kubectl get services",
      "await stackReference.getOutputValue(...)",
      "new X(...)",
    ];
    assert.deepEqual(
      fixes.map((fix) => source.commandFor({ ...problem, fix })),
      ["kubectl get services", undefined, undefined],
    );
  });
});

describe("the schema", () => {
  it("has every setting of the components, described", () => {
    const missing = argsSettings.filter(({ property, component = "StickyApp" }) => {
      const resource = schema.resources[`sticky:index:${component}`];
      return !has(resource.inputProperties, property.split("."));
    });
    assert.deepEqual(missing, []);
  });
});

interface Property {
  readonly description?: string;
  readonly $ref?: string;
  readonly items?: Property;
}

/** Whether a path leads to a property that is described. */
function has(properties: object | undefined, [step = "", ...rest]: readonly string[]): boolean {
  const known = (properties ?? {}) as Readonly<Record<string, Property | undefined>>;
  const property = known[step.replace("[]", "")];
  const type = (property?.$ref ?? property?.items?.$ref ?? "").replace("#/types/", "");
  const types = schema.types as Readonly<Record<string, { properties?: object } | undefined>>;
  return rest.length === 0
    ? property?.description !== undefined
    : has(types[type]?.properties, rest);
}
