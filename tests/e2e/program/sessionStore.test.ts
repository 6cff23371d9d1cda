import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Client } from "../support/client";
import { kubectl, podsOf } from "../support/cluster";
import { eventually } from "../support/eventually";
import { deployShop, type Shop } from "../support/shop";
import type { TestStack } from "../support/testStack";

const password = randomBytes(18).toString("base64");

describe("a session store", () => {
  let shop: Shop;
  let stack: TestStack;
  let user: Client;

  before(async () => {
    shop = await deployShop(password);
    ({ stack } = shop);
    user = new Client(await stack.url());
  });
  after(() => shop.dispose());

  async function page(): Promise<{ status: number; pod?: string; user?: string; cart?: string }> {
    const { status, body } = await user.get("/");
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(body)?.[1];
    return { status, pod: field("Server name"), user: field("User"), cart: field("Cart") };
  }

  it("keeps its password out of everything but the cluster's Secrets", async () => {
    assert.ok(!JSON.stringify(shop.events).includes(password));
    assert.ok(!JSON.stringify(await stack.outputs()).includes(password));
    const objects = await kubectl([
      ...["get", "statefulsets,pods,services,networkpolicies,configmaps,events", "-o=json"],
      ...["--namespace", stack.namespace],
    ]);
    assert.ok(!objects.includes(password));
    for (const pod of ["hello-0", "hello-session-store-0"]) {
      const log = await kubectl(["logs", pod, "--all-containers", "-n", stack.namespace]);
      assert.ok(!log.includes(password), pod);
    }
  });

  it("takes nobody without the password", async () => {
    const [store] = await podsOf("hello-session-store", stack.namespace);
    const answer = await redisPing(store?.status?.podIP ?? "");
    assert.match(answer, /^-NOAUTH/);
  });

  it("restarts no pod without changes", async () => {
    const before = await stack.podIdentities();
    await stack.previewWithoutChanges();
    await stack.upWithoutChanges();
    assert.deepEqual(await stack.podIdentities(), before);
  });

  it("the pod is killed: the user is still logged in, and the cart is full", async () => {
    assert.equal((await user.post("/login", { user: "ada" })).status, 200);
    assert.equal((await user.post("/cart")).status, 200);
    assert.equal((await user.post("/cart")).status, 200);
    const before = await page();
    assert.deepEqual([before.user, before.cart], ["ada", "2"]);
    const podsBefore = await stack.podIdentities();
    await kubectl([
      ...["delete", "pod", before.pod ?? "", "--namespace", stack.namespace],
      ...["--grace-period=0", "--force"],
    ]);
    await eventually(async () => {
      // Whichever answers, also one of the same name, it is none of those that knew the user in memory.
      const pods = await stack.podIdentities();
      assert.equal(pods.filter((pod) => !podsBefore.includes(pod)).length, 1, pods.join());
      const after = await page();
      assert.deepEqual([after.user, after.cart], ["ada", "2"]);
    }, 90_000);
    assert.equal((await user.post("/cart")).body, "Cart: 3\n");
  });

  it("the store is gone: the application says so and goes on, and restarts no pod", async () => {
    const before = await stack.podIdentities();
    await kubectl(["scale", "statefulset/hello-session-store", "--replicas=0", ...inNamespace()]);
    await eventually(async () => {
      const { status, body, headers } = await user.get("/");
      assert.equal(status, 503);
      assert.match(body, /^Sessions are not available at the moment\./);
      assert.equal(headers["retry-after"], "5");
    });
    assert.equal((await new Client(await stack.url()).get("/healthz")).status, 200);
    assert.deepEqual(await stack.podIdentities(), before);
  });

  it("the store is back: so are the sessions, from its volume", async () => {
    await kubectl(["scale", "statefulset/hello-session-store", "--replicas=1", ...inNamespace()]);
    await eventually(async () => {
      const { status, user: name, cart } = await page();
      assert.deepEqual([status, name, cart], [200, "ada", "3"]);
    }, 60_000);
  });

  it("the store is killed: the sessions are there again", async () => {
    await kubectl([
      ...["delete", "pod", "hello-session-store-0", ...inNamespace()],
      ...["--grace-period=0", "--force"],
    ]);
    await eventually(async () => {
      const { status, user: name, cart } = await page();
      assert.deepEqual([status, name, cart], [200, "ada", "3"]);
    }, 60_000);
  });

  function inNamespace(): string[] {
    return ["--namespace", stack.namespace];
  }
});

/** What the server at an address says to a new client. */
async function redisPing(host: string): Promise<string> {
  const socket = connect({ host, port: 6379 });
  socket.end("PING\r\n");
  return text(socket);
}
