import assert from "node:assert/strict";
import { Client } from "../support/client";
import { deployExample, type ExampleApp } from "../support/exampleApp";
import { secret } from "../support/plainObjects";
import { assertPassed, verifyStack } from "../support/verifier";

describe("the stack file of Tomcat", function () {
  // The first run makes the image of packages.
  this.timeout(30 * 60_000);
  let app: ExampleApp;
  const users: Client[] = [];
  const names = ["ada", "bert", "cleo", "dora", "emil", "fine"];

  before(async () => {
    app = await deployExample({
      ...{ name: "tomcat", image: "tomcat", controller: "traefik" },
      ...{ tlsSecret: "shop-tls", readyPath: "/shop/" },
      objects: [secret("shop", { "database-password": "none" })],
      settings: { replicas: "2" },
    });
  });
  after(() => (app as ExampleApp | undefined)?.stack.dispose());

  interface Cart {
    readonly pod: string;
    readonly user: string;
    readonly count: number;
  }

  /** What the page says; `undefined` where it is the form to log in with. */
  function cartOn(body: string): Cart | undefined {
    const [, pod = "", user = "", count = ""] =
      /^Server name: (.*)\nUser: (.*)\nCart: (.*)$/.exec(body.trim()) ?? [];
    if (pod === "") {
      assert.match(body, /action="j_security_check"/);
      return undefined;
    }
    return { pod, user, count: Number(count) };
  }

  it("takes in each user by the form", async () => {
    for (const name of names) {
      const user = new Client(app.url, app.reach);
      assert.equal(cartOn((await user.get("/shop/cart.jsp")).body), undefined);
      const login = { j_username: name, j_password: `${name}'s password` };
      const { status, headers } = await user.post("/shop/j_security_check", login);
      assert.deepEqual([status, headers.location], [303, "/shop/cart.jsp"]);
      assert.equal(cartOn((await user.get("/shop/cart.jsp")).body)?.user, name);
      users.push(user);
    }
  });

  it("keeps all of them logged in on their pods, with what they have in their carts", async () => {
    const pods = new Map<string, string>();
    for (let count = 1; count <= 6; count += 1) {
      for (const [index, user] of users.entries()) {
        const cart = cartOn((await user.post("/shop/cart.jsp")).body);
        const name = names[index] ?? "";
        const pod = pods.get(name) ?? cart?.pod ?? "";
        pods.set(name, pod);
        assert.deepEqual(cart, { pod, user: name, count });
      }
    }
    assert.equal(pods.size, names.length);
    assert.deepEqual([...new Set(pods.values())].sort(), ["shop-0", "shop-1"]);
  });

  it("has their sessions in the memory of one pod: without the affinity they are asked again", async () => {
    const [user] = users;
    assert.ok(user);
    let asked = 0;
    for (let request = 0; request < 20; request += 1) {
      const { body } = await (await user.without("shop")).get("/shop/cart.jsp");
      const cart = cartOn(body);
      asked += cart === undefined ? 1 : 0;
      assert.equal(cart?.user ?? "ada", "ada");
    }
    assert.ok(asked > 0, "no other pod has answered");
  });

  it("is verified", async () => {
    // Tomcat leads from /shop to /shop/.
    const options = ["--identity", "cookie", "--accept-status", "302", ...app.verifyOptions];
    assertPassed(await verifyStack(app.stack, options));
  });
});
