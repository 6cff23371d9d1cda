import assert from "node:assert/strict";
import WebSocket from "ws";
import { lookupInTurn } from "../../../verify/http/connectOptions";
import { Client } from "../support/client";
import { labController, resolveTo, withControllers } from "../support/controllers";
import { eventually } from "../support/eventually";
import { shopImage } from "../support/shop";
import { TestStack } from "../support/testStack";
import { assertPassed, verifyStack } from "../support/verifier";

/** Which serves the WebSocket in each pod, as a second process on a port of its own. */
const live = {
  ...{ name: "live", image: shopImage("1"), env: [{ name: "PORT", value: "8072" }] },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
  resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
};

describe("a WebSocket on a second port of the pods", function () {
  this.timeout(10 * 60_000);
  const controller = labController("haproxy-ingress");
  const lookup = lookupInTurn([{ address: controller.address, family: 4 }]);
  let restore: () => Promise<void>;
  let stack: TestStack;

  before(async () => {
    restore = await withControllers("kubernetes", [controller]);
    stack = await TestStack.create({
      ...{ ...controller.settings, image: shopImage("1"), probePath: "/healthz", replicas: "2" },
      pathPorts: '{"/live":"8072"}',
      pod: JSON.stringify({ spec: { containers: [live] } }),
    });
    await stack.up();
    await eventually(async () => {
      const { status } = await new Client(`http://${stack.host}/`, { lookup }).get("/");
      assert.equal(status, 200);
    });
  });
  after(async () => {
    await stack.dispose();
    await restore();
  });

  it("is in the pod that the cookie of the first port names", async () => {
    const pods = new Set<string>();
    for (let count = 0; count < 10; count += 1) {
      const user = new Client(`http://${stack.host}/`, { lookup });
      const pod = podIn((await user.get("/")).body);
      pods.add(pod);
      for (let tab = 0; tab < 2; tab += 1) {
        assert.equal(podIn(await firstMessage(user)), pod);
      }
      // The second port has set no cookie of its own in its place.
      assert.equal(podIn((await user.get("/")).body), pod);
    }
    assert.deepEqual([...pods].sort(), ["hello-0", "hello-1"]);
  });

  it("is found there by the verifier", async () => {
    const { host, port, address } = resolveTo(controller, stack.host);
    const verified = await verifyStack(stack, [
      ...["--resolve", `${host}:${port}:${address}`, "--wait", "60", "--websocket", "/live"],
    ]);
    assertPassed(verified);
    const check = verified.report.checks.find(({ id }) => id === "websocket-reaches-the-pod");
    assert.equal(check?.result, "pass");
  });

  /** What the WebSocket says first, on a connection of its own. */
  async function firstMessage(user: Client): Promise<string> {
    const cookie = await user.cookies("/live");
    const socket = new WebSocket(`ws://${stack.host}/live`, { headers: { cookie }, ...{ lookup } });
    try {
      return await new Promise((resolve, reject) => {
        socket.once("message", (data: Buffer) => {
          resolve(data.toString());
        });
        socket.once("error", reject);
      });
    } finally {
      socket.terminate();
    }
  }
});

function podIn(text: string): string {
  return /^Server name: (\S+)$/m.exec(text)?.[1] ?? assert.fail(text);
}
