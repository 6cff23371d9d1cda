import assert from "node:assert/strict";
import { conclusiveRequests } from "../../../verify/statistics";
import type { Visitor } from "../../../verify/http/visitor";
import { podsOf } from "../support/cluster";
import { operations } from "../support/engineEvents";
import { eventually } from "../support/eventually";
import { otherImage } from "../support/otherImage";
import { platform } from "../support/platform";
import { TestStack } from "../support/testStack";
import { issuedAttributes, podOf, podsSeen, visitorOn } from "../support/visits";

describe("a change of", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
    const visitor = await stack.visitor(false);
    await eventually(() => podOf(visitor));
  });
  after(() => stack.dispose());

  describe("the replicas", () => {
    let user: Visitor;
    let home: string;

    it("from 3 to 5 keeps the client's pod and restarts none", async () => {
      user = await stack.visitor(true);
      home = await podOf(user);
      const before = await stack.podIdentities();
      await stack.configure({ replicas: "5" });
      const { events } = await stack.up();
      assert.deepEqual(operations(events), ["update kubernetes:apps/v1:StatefulSet hello"]);

      const after = await stack.podIdentities();
      assert.equal(after.length, 5);
      assert.deepEqual(after.slice(0, 3), before);
      const newClient = await stack.visitor(false);
      await eventually(async () => {
        assert.equal((await podsSeen(newClient, 10)).size, 5);
      });
      assert.deepEqual(await podsSeen(user, conclusiveRequests(5)), new Set([home]));
    });

    it("from 5 to 3 moves just the clients whose pods go", async () => {
      const moving = await visitorOn("hello-4", stack);
      await stack.configure({ replicas: "3" });
      await stack.up();
      await eventually(async () => {
        assert.equal((await podsOf("hello", stack.namespace)).length, 3);
      });
      assert.deepEqual(await podsSeen(user, conclusiveRequests(3)), new Set([home]));
      const refuge = await eventually(() => podOf(moving));
      assert.match(refuge, /^hello-[012]$/);
      assert.deepEqual(await podsSeen(moving, conclusiveRequests(3)), new Set([refuge]));
    });
  });

  it("the image rolls the pods, one after the other, and the site is there again", async () => {
    const before = await stack.podIdentities();
    await stack.configure({ image: otherImage });
    const { events } = await stack.up();
    assert.deepEqual(operations(events), ["update kubernetes:apps/v1:StatefulSet hello"]);

    const pods = await podsOf("hello", stack.namespace);
    assert.deepEqual(
      pods.map(({ spec }) => spec?.containers[0]?.image),
      [otherImage, otherImage, otherImage],
    );
    const after = await stack.podIdentities();
    assert.deepEqual(
      after.filter((identity) => before.includes(identity)),
      [],
    );
    const user = await stack.visitor(true);
    const home = await eventually(() => podOf(user));
    assert.deepEqual(await podsSeen(user, conclusiveRequests(3)), new Set([home]));
  });

  it("the cookie's name updates in place and restarts no pod", async () => {
    const before = await stack.podIdentities();
    await stack.configure({ cookieName: "session-2" });
    const { events } = await stack.up();
    assert.deepEqual(operations(events), [`update ${platform.cookieCarrier} hello`]);
    assert.deepEqual(await stack.podIdentities(), before);

    await eventually(async () => {
      const newClient = await stack.visitor(false);
      const { setCookies } = await newClient.visit();
      assert.deepEqual(
        setCookies.map((cookie) => cookie.split("=")[0]),
        ["session-2"],
      );
    });
    const user = await stack.visitor(true);
    const home = await podOf(user);
    assert.deepEqual(await podsSeen(user, conclusiveRequests(3)), new Set([home]));
  });

  it("the cookie's attributes shows in what is issued", async function () {
    if (platform.name === "openshift") {
      // A Route on plain http has no attribute to change; openshift/tls.test.ts has those with TLS.
      this.skip();
    }
    await stack.configure({ cookieMaxAgeSeconds: "60", cookieSameSite: "Strict" });
    await stack.up();
    await eventually(async () => {
      const attributes = await issuedAttributes(await stack.url());
      assert.ok(attributes.includes("Max-Age=60"), attributes.join());
      assert.ok(attributes.includes("SameSite=Strict"), attributes.join());
    });
  });

  it("the host moves the site, in place", async () => {
    const before = await stack.podIdentities();
    const old = await stack.visitor(false);
    await stack.configure({ host: `moved-${stack.namespace}.localhost` });
    const { events } = await stack.up();
    assert.deepEqual(operations(events), [`update ${platform.exposure.type} hello`]);
    const visitor = await stack.visitor(false);
    await eventually(() => podOf(visitor));
    await eventually(async () => {
      assert.equal((await old.visit()).status, platform.nothingThere);
    });
    assert.deepEqual(await stack.podIdentities(), before);
  });

  describe("nothing, after all of these,", () => {
    it("plans nothing", async () => {
      await stack.previewWithoutChanges();
    });
  });
});
