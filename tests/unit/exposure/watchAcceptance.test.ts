import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { httpProxy } from "../../../components/affinity/exposedBy/httpProxy";
import { httpRoute } from "../../../components/affinity/exposedBy/httpRoute";
import type { PlainObject } from "../../../components/affinity/objects";
import type { OwnKind } from "../../../components/affinity/ownKinds";
import { acceptedNow, watchAcceptance } from "../../../components/exposure/watchAcceptance";
import { programSource } from "../../../components/resolve/report";

const proxyAcceptance = acceptanceOf(httpProxy.ownKinds);
const routeAcceptance = acceptanceOf(httpRoute.ownKinds);

function acceptanceOf([kind]: readonly OwnKind[] = []) {
  return kind?.acceptance ?? assert.fail();
}

function proxy(status: object, generation = 1): PlainObject {
  return {
    apiVersion: "projectcontour.io/v1",
    kind: "HTTPProxy",
    metadata: { name: "hello", generation },
    status,
  } as PlainObject;
}

const pending = proxy({ currentStatus: "NotReconciled", description: "Waiting for controller" });
const valid = proxy({ currentStatus: "valid" });
const invalid = proxy({ currentStatus: "invalid", description: "Secret not found\u001b[2J" });

/** Watches an object that changes with each look at it; the last state stays. */
async function watched(
  states: readonly PlainObject[],
  times: { patience?: number; settle?: number } = {},
): Promise<string[]> {
  const progress: string[] = [];
  let look = 0;
  await watchAcceptance({
    object: () => Promise.resolve(states[Math.min(look++, states.length - 1)] ?? assert.fail()),
    acceptance: proxyAcceptance,
    ...{ kind: "HTTPProxy", name: "hello", namespace: "shop", title: "Contour" },
    ...{ source: programSource("hello"), interval: 1, patience: 5000, settle: 5000, ...times },
    progress: (message) => progress.push(message),
  });
  return progress;
}

describe("the wait for a controller that takes an object", () => {
  it("ends when it has, and says once what it is waited for", async () => {
    assert.deepEqual(await watched([pending, pending, valid]), [
      "no controller has taken the HTTPProxy hello: Waiting for controller",
    ]);
  });

  it("says nothing of one that is taken already", async () => {
    assert.deepEqual(await watched([valid]), []);
  });

  it("outlasts a refusal of a moment", async () => {
    assert.equal((await watched([pending, invalid, invalid, valid])).length, 2);
  });

  it("fails with the controller's own reason, without terminal control", async () => {
    await assert.rejects(watched([invalid], { settle: 0 }), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(error.message, /^Contour refuses the HTTPProxy hello: Secret not found\S*\.$/m);
      assert.match(
        error.message,
        /^ {2}fix: {6}kubectl describe httpproxy hello --namespace shop/m,
      );
      assert.ok(!error.message.includes("\u001b"));
      return true;
    });
  });

  it("fails where nobody takes it, with what to look at and how not to wait", async () => {
    await assert.rejects(watched([pending], { patience: 0 }), (error: Error) => {
      assert.match(
        error.message,
        /^No controller has taken the HTTPProxy hello: Waiting for controller\.\n {2}problem: {2}Contour does not run, or serves another class/,
      );
      assert.match(error.message, /^ {2}or: {7}awaitObjects: false does not wait for it$/m);
      return true;
    });
  });
});

describe("what a status says of an object", () => {
  const parents = (observedGeneration: number) => ({
    parents: [{ conditions: [{ type: "Accepted", status: "True", observedGeneration }] }],
  });

  it("is nothing where it is of an earlier version", () => {
    assert.equal(acceptedNow(proxy(parents(1), 2), routeAcceptance).state, "pending");
    assert.equal(acceptedNow(proxy(parents(2), 2), routeAcceptance).state, "accepted");
  });
});
