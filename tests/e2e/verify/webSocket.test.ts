import assert from "node:assert/strict";
import WebSocket from "ws";
import { lookupInTurn } from "../../../verify/http/connectOptions";
import { Client } from "../support/client";
import { kubectl } from "../support/cluster";
import { eventually } from "../support/eventually";
import { createObjects, ingress, service } from "../support/plainObjects";
import { platform } from "../support/platform";
import { applyRoute } from "../support/routes";
import { TestStack } from "../support/testStack";
import { assertPassed, describeFailures, failures, verifyStack } from "../support/verifier";

const lookup = lookupInTurn([{ address: "127.0.0.1", family: 4 }]);

describe("the WebSocket of the example shop", () => {
  let stack: TestStack;
  let url: string;

  before(async () => {
    stack = await TestStack.create({
      image: "localhost/sticky-session/shop:1",
      probePath: "/healthz",
    });
    await stack.up();
    url = await stack.url();
    await eventually(async () => {
      assert.equal((await new Client(url).get("/")).status, 200);
    });
  });
  after(() => stack.dispose());

  it("tells every tab of the user what changes, on the pod of the requests", async () => {
    const user = new Client(url);
    await user.post("/login", { user: "ada" });
    const { body } = await user.get("/");
    const tabs = [await Tab.open(user, url), await Tab.open(user, url)];
    try {
      await user.post("/cart");
      await eventually(() => {
        for (const { messages } of tabs) {
          assert.deepEqual(messages, [body, body.replace("Cart: 0", "Cart: 1")]);
        }
        return Promise.resolve();
      });
    } finally {
      for (const tab of tabs) {
        tab.close();
      }
    }
  });

  it("is on the client's pod, as the verifier finds", async () => {
    const verified = await verifyStack(stack, ["--websocket", "/live"]);
    assertPassed(verified);
    const check = verified.report.checks.find(({ id }) => id === "websocket-reaches-the-pod");
    assert.equal(check?.result, "pass");
    assert.match(check.detail, /^14 of 14 on hello-\d$/);
  });

  it("is elsewhere where its path has a way of its own, as the verifier finds", async () => {
    await exposePath("/live");
    await eventually(async () => {
      const { exitCode, report } = await verifyStack(stack, ["--websocket", "/live"]);
      const all = describeFailures(report);
      assert.equal(exitCode, 1, all);
      const failed = failures(report);
      assert.deepEqual(
        failed.map(({ id }) => id),
        // What serves the page's own path is as described.
        ["websocket-reaches-the-pod"],
        all,
      );
      const failure = failed.at(-1);
      assert.match(
        failure?.detail ?? "",
        /^the WebSocket is on hello-\d, the client's pod is hello-\d$/,
      );
      assert.match(failure?.cause ?? "", /its path has an Ingress or Route of its own/);
    });
  });

  /** Leads the path to the same pods, without the affinity. */
  async function exposePath(path: string): Promise<void> {
    const { namespace, host } = stack;
    if (platform.name === "openshift") {
      await applyRoute({
        ...{ name: "live", namespace },
        annotations: {
          "haproxy.router.openshift.io/disable_cookies": "true",
          "haproxy.router.openshift.io/balance": "roundrobin",
        },
        spec: { host, path, to: { kind: "Service", name: stack.app } },
      });
      return;
    }
    const selector = await kubectl([
      ...["get", "service", stack.app, "--namespace", namespace],
      "--output=jsonpath={.spec.selector}",
    ]);
    await createObjects(namespace, [
      service("live", JSON.parse(selector) as Record<string, string>),
      ingress("live", host, {}, { path }),
    ]);
  }
});

/** An open page of the user, which keeps what it is told. */
class Tab {
  readonly messages: string[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => this.messages.push(data.toString()));
  }

  static async open(user: Client, site: string): Promise<Tab> {
    const url = new URL("/live", site);
    const cookie = await user.cookies(url.pathname);
    url.protocol = "ws:";
    const tab = new Tab(new WebSocket(url, { headers: { cookie }, ...{ lookup } }));
    await new Promise((resolve, reject) => {
      tab.socket.once("message", resolve).once("error", reject);
    });
    return tab;
  }

  close(): void {
    this.socket.terminate();
  }
}
