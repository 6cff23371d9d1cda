import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { Client } from "../e2e/support/client";
import { eventually } from "../e2e/support/eventually";
import { freePort } from "./freePort";
import { Pod } from "./pod";
import { type Stack, stacks } from "./stacks";
import { Store } from "./store";

const examples = join(__dirname, "../../examples/guides");
/** What cannot stand in a URL, in YAML or in php.ini as it is. */
const password = `it's "100%" & + a@b:c/d?e=f#[$g] \\h ü`;

for (const stack of stacks) {
  describe(`the guide for ${stack.title}`, () => {
    let folder: string;
    let store: Store | undefined;
    let pods: Pod[] = [];
    /** Cookies do not care for the port: each pod gets those that another one set. */
    let user: Client;

    before(async function () {
      // The first build fetches what it needs.
      this.timeout(15 * 60_000);
      await requireCommands({ "redis-server": "redis-server", ...stack.needs });
      folder = await mkdtemp(join(tmpdir(), `sticky-session-${stack.id}-`));
      await cp(join(examples, stack.id), join(folder, "built"), { recursive: true });
      await stack.build(join(folder, "built"));
      const started = await Store.create(join(folder, "store"), password);
      store = started;
      await started.start();
      pods = await Promise.all(["a", "b"].map((name) => startPod(stack, folder, name, started)));
    });
    after(async () => {
      await Promise.all(pods.map((pod) => pod.kill()));
      await store?.kill();
      await rm(folder, { recursive: true, force: true });
    });

    const cart = async (pod: Pod | undefined, method: "GET" | "POST" = "GET") => {
      assert.ok(pod);
      const { status, body } = await (method === "GET" ? user.get(pod.url) : user.post(pod.url));
      return `${status} ${body.trim()}`;
    };

    it("a session of a pod that is killed goes on in another one", async () => {
      user = new Client(pods[0]?.url ?? "");
      assert.equal(await cart(pods[0], "POST"), "200 Cart: 1");
      assert.equal(await cart(pods[0], "POST"), "200 Cart: 2");
      await pods[0]?.kill();
      assert.equal(await cart(pods[1]), "200 Cart: 2");
      assert.equal(await cart(pods[1], "POST"), "200 Cart: 3");
    });

    it("is no session for somebody else", async () => {
      const { body } = await new Client(pods[1]?.url ?? "").get("/");
      assert.equal(body.trim(), "Cart: 0");
    });

    it("the store is gone: an error within 10 s, and the pod is ready", async () => {
      await store?.kill();
      assert.match(await cart(pods[1]), /^5\d\d /);
      const { status } = await fetch(new URL(stack.readyPath, pods[1]?.url));
      assert.equal(status, 200);
    });

    it("the store is back: so is the session", async () => {
      await store?.start();
      await eventually(async () => {
        assert.equal(await cart(pods[1]), "200 Cart: 3");
      });
    });
  });
}

/** @throws Error that names the packages to install, where a command is not there */
async function requireCommands(needs: Readonly<Record<string, string>>): Promise<void> {
  for (const [command, packages] of Object.entries(needs)) {
    await execa("which", [command]).catch((error: unknown) => {
      throw new Error(`no ${command}: apt-get install ${packages}`, { cause: error });
    });
  }
}

async function startPod(stack: Stack, root: string, name: string, store: Store): Promise<Pod> {
  const folder = join(root, name);
  await mkdir(folder);
  const port = await freePort();
  const command = await stack.pod(join(root, "built"), folder, port);
  const environment = { ...store.environment, ...command.environment };
  return Pod.start({ ...command, environment, folder, port, readyPath: stack.readyPath });
}
