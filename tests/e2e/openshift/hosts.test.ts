import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import execa from "execa";
import { createRestrictedNamespace, deleteNamespace, kubectl, objectsIn } from "../support/cluster";
import { curl, pair } from "../support/curl";
import { operations } from "../support/engineEvents";
import { eventually } from "../support/eventually";
import { readRoute } from "../support/platform";
import { applyRoute } from "../support/routes";
import { TestStack } from "../support/testStack";

describe("the host of a Route", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
  });
  after(() => stack.dispose());

  describe("that asks for none", () => {
    it("is assigned, and is the stack's output", async () => {
      assert.equal(stack.host, `hello-${stack.namespace}.apps.localhost`);
      assert.equal(await stack.url(), `http://${stack.host}/`);
    });

    it("is what the tutorial's line prints", async () => {
      const { stdout } = await execa("bash", [
        "-euc",
        `kubectl get route hello -o jsonpath='{.spec.host}' --namespace ${stack.namespace}`,
      ]);
      assert.equal(stdout, stack.host);
    });

    it("is admitted under the router's name", async () => {
      const { status } = await readRoute("hello", stack.namespace);
      assert.equal(status?.ingress?.length, 1);
    });
  });

  describe("with a second application under another path", () => {
    let second: TestStack;
    const host = () => `shared-${stack.namespace}.localhost`;

    before(async () => {
      second = await TestStack.create(
        { name: "second", host: host(), path: "/second" },
        stack.namespace,
      );
      await stack.configure({ host: host(), path: "/first" });
      await stack.up();
      await second.up();
      for (const [path, app] of [
        ["first", "hello"],
        ["second", "second"],
      ] as const) {
        await eventually(async () => {
          assert.match((await curl(`http://${host()}/${path}`)).pod ?? "", new RegExp(`^${app}-`));
        });
      }
    });
    after(() => second.dispose());

    it("keeps a user of both on a pod of each, whatever the order", async () => {
      const first = await curl(`http://${host()}/first`);
      const other = await curl(`http://${host()}/second/deep?a=b`);
      const both = [first, other].map(({ cookies }) => pair(cookies[0])).join("; ");
      for (let visit = 0; visit < 14; visit += 1) {
        for (const [path, pod] of [
          ["first/x", first.pod],
          ["second", other.pod],
        ] as const) {
          const answer = await curl(`http://${host()}/${path}`, "--cookie", both);
          assert.equal(answer.pod, pod);
          assert.deepEqual(answer.cookies, []);
        }
      }
    });

    it("has whole segments of the path only", async () => {
      for (const path of ["", "firsts", "First"]) {
        assert.equal((await curl(`http://${host()}/${path}`)).status, 503, path);
      }
    });
  });

  describe("of a stack that is destroyed", () => {
    it("is nobody's any more, as there is nothing left", async () => {
      const url = await stack.url();
      await stack.destroy();
      await eventually(async () => {
        assert.deepEqual(await objectsIn(stack.namespace), []);
        assert.equal((await curl(url)).status, 503);
      });
    });
  });
});

describe("a host that another namespace has", () => {
  let stack: TestStack;
  let foreign: string;
  let host: string;

  before(async () => {
    stack = await TestStack.create();
    foreign = `${stack.namespace}-foreign`;
    host = `claimed-${stack.namespace}.localhost`;
    await createRestrictedNamespace(foreign);
    const spec = { host, to: { kind: "Service", name: "elsewhere" } };
    await applyRoute({ name: "older", namespace: foreign, spec });
    // Kubernetes tells the age of objects in whole seconds.
    await sleep(1000);
    await stack.configure({ host });
  });
  after(async () => {
    await deleteNamespace(foreign);
    await stack.dispose();
  });

  it("fails `pulumi up` with the router's reason and message", async () => {
    await assert.rejects(stack.up(), (error: Error) => {
      for (const told of [
        "HostAlreadyClaimed",
        `a route in another namespace holds ${host} and is older than hello`,
        "pulumi config set host",
      ]) {
        assert.ok(error.message.includes(told), `${told} is missing in:\n${error.message}`);
      }
      return true;
    });
  });

  it("is the stack's once that one is gone", async () => {
    await kubectl(["delete", "route", "older", "--namespace", foreign]);
    await eventually(async () => {
      await stack.refresh();
      await stack.up();
    });
    assert.equal(await stack.url(), `http://${host}/`);
    await eventually(async () => {
      assert.equal((await curl(await stack.url())).status, 200);
    });
    await stack.previewWithoutChanges();
  });
});

describe("a stack that changes its platform", () => {
  let stack: TestStack;
  const ingress = "kubernetes:networking.k8s.io/v1:Ingress hello";
  const route = "kubernetes:route.openshift.io/v1:Route hello";

  before(async () => {
    // Without the drain, which the pods of each platform have in the way that its controller needs.
    stack = await TestStack.create({ drain: "off" });
    await stack.up();
  });
  after(() => stack.dispose());

  const toKubernetes = () =>
    stack.configure({
      platform: "kubernetes",
      controller: "traefik",
      host: `${stack.namespace}.localhost`,
      // No controller of Ingresses runs on this lab.
      checkCluster: "false",
      awaitIngress: "false",
    });
  const toOpenShift = () =>
    stack.configure({
      platform: "openshift",
      controller: undefined,
      host: undefined,
      checkCluster: undefined,
      awaitIngress: undefined,
    });

  /** What is planned for the exposure, and for anything else but the annotations of Services. */
  async function planned(): Promise<string[]> {
    const { events } = await stack.preview();
    return operations(events).filter((each) => each !== "update kubernetes:core/v1:Service hello");
  }

  it("plans just the Ingress in place of the Route, and the other way round once it is that", async () => {
    await toKubernetes();
    assert.deepEqual(await planned(), [`create ${ingress}`, `delete ${route}`]);
    const pods = await stack.podIdentities();
    await stack.up();
    await toOpenShift();
    assert.deepEqual(await planned(), [`create ${route}`, `delete ${ingress}`]);
    await stack.up();
    assert.deepEqual(await stack.podIdentities(), pods, "no pod was restarted");
    await stack.previewWithoutChanges();
  });
});
