import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import { Client } from "../support/client";
import { labController, withControllers } from "../support/controllers";
import { eventually } from "../support/eventually";
import { deployExample, type ExampleApp } from "../support/exampleApp";
import { LocalVolume } from "../support/localVolume";
import { secret } from "../support/plainObjects";
import { assertPassed, verifyStack } from "../support/verifier";

describe("the stack file of Jupyter", function () {
  // The first run makes the image of packages.
  this.timeout(30 * 60_000);
  const controller = labController("haproxy-ingress");
  const token = "correct horse battery";
  const users: { client: Client; kernel: string }[] = [];
  /** What leaves the lab as it was found, the last one first. */
  const leave: (() => Promise<void>)[] = [];
  let app: ExampleApp;

  before(async () => {
    leave.push(await withControllers("kubernetes", [controller]));
    app = await deployExample(
      {
        ...{ name: "jupyter", image: "jupyter", controller: controller.id },
        ...{ tlsSecret: "notebooks-tls", readyPath: "/api" },
        objects: [secret("jupyter", { token })],
        settings: { ...controller.settings, replicas: "2", storageSize: "1Gi" },
      },
      async ({ namespace }) => {
        for (const claim of ["data-jupyter-0", "data-jupyter-1"]) {
          const of = { namespace, claim };
          const volume = await LocalVolume.create(`${namespace}-${claim}`, of, namespace);
          leave.push(() => volume.dispose());
        }
        return { storageClass: namespace };
      },
    );
    leave.push(() => app.stack.dispose());
  });
  after(async () => {
    for (const step of leave.reverse()) {
      await step();
    }
  });

  /** The value by which forms are known to come from the site itself. */
  async function xsrf(client: Client): Promise<string> {
    return /(?:^|; )_xsrf=([^;]*)/.exec(await client.cookies("/"))?.[1] ?? "";
  }

  it("takes in each user by the form, and starts a kernel", async () => {
    for (let user = 0; user < 4; user += 1) {
      const client = new Client(app.url, app.reach);
      assert.equal((await client.get("/login")).status, 200);
      const form = { _xsrf: await xsrf(client), password: token };
      assert.equal((await client.post("/login", form)).status, 302);
      const query = new URLSearchParams({ _xsrf: await xsrf(client) }).toString();
      const { status, body } = await client.post(`/api/kernels?${query}`);
      assert.equal(status, 201, body);
      users.push({ client, kernel: (JSON.parse(body) as { id: string }).id });
    }
  });

  it("keeps all of them logged in, and each WebSocket on the pod of its kernel", async () => {
    for (const [index, { client, kernel }] of users.entries()) {
      // A kernel that is still starting lets the controller wait until it gives up; browsers ask again, too.
      await eventually(() => evaluate(client, kernel, `x = ${index}`), 180_000);
    }
    for (let round = 1; round <= 3; round += 1) {
      for (const [index, { client, kernel }] of users.entries()) {
        assert.equal((await client.get(`/api/kernels/${kernel}`)).status, 200);
        assert.equal(await evaluate(client, kernel, `x + ${round}`), String(index + round));
      }
    }
  });

  it("has their kernels in one pod: without the affinity they are not found", async () => {
    const [user] = users;
    assert.ok(user);
    const statuses = new Set<number>();
    for (let request = 0; request < 20; request += 1) {
      const other = await user.client.without("jupyter");
      statuses.add((await other.get(`/api/kernels/${user.kernel}`)).status);
    }
    // The other pod knows neither the kernel nor who has logged in.
    assert.deepEqual([...statuses].sort(), [200, 403]);
  });

  it("is verified", async () => {
    // Its first page leads to the form.
    const options = ["--identity", "cookie", "--accept-status", "302", ...app.verifyOptions];
    assertPassed(await verifyStack(app.stack, options));
  });

  /** Has a kernel evaluate Python code over a WebSocket of its own; resolves to the result, empty for none. */
  async function evaluate(client: Client, kernel: string, code: string): Promise<string> {
    const url = new URL(`/api/kernels/${kernel}/channels`, app.url);
    const cookie = await client.cookies(url.pathname);
    url.protocol = "wss:";
    const socket = new WebSocket(url, { headers: { cookie }, ...app.reach });
    const header = { msg_id: randomUUID(), msg_type: "execute_request", version: "5.3" };
    const request = {
      ...{ channel: "shell", metadata: {}, parent_header: {} },
      header: { ...header, session: randomUUID(), username: "", date: new Date().toISOString() },
      content: { code, silent: false, store_history: false, user_expressions: {} },
    };
    try {
      return await new Promise((resolve, reject) => {
        let result = "";
        socket.once("error", reject);
        socket.once("close", () => {
          reject(new Error("the WebSocket was closed"));
        });
        socket.once("open", () => {
          socket.send(JSON.stringify(request));
        });
        socket.on("message", (data: Buffer) => {
          const { msg_type: type, parent_header: parent, content } = parse(data);
          if (parent.msg_id === header.msg_id && type === "execute_result") {
            result = content.data?.["text/plain"] ?? "";
          }
          // The last word on it: a kernel that has just started is busy with something else before.
          if (parent.msg_id === header.msg_id && content.execution_state === "idle") {
            resolve(result);
          }
        });
      });
    } finally {
      socket.terminate();
    }
  }
});

/** A message of a kernel, as far as the test reads it. */
interface KernelMessage {
  readonly msg_type: string;
  readonly parent_header: { readonly msg_id?: string };
  readonly content: {
    readonly data?: Readonly<Record<string, string>>;
    readonly execution_state?: string;
  };
}

function parse(data: Buffer): KernelMessage {
  return JSON.parse(data.toString()) as KernelMessage;
}
