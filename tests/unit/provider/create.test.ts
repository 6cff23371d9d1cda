import assert from "node:assert/strict";
import { create } from "../../../lab/provider/operations/create";
import type { Session } from "../../../lab/provider/session";

const properties = {
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name: "hello", namespace: "shop" },
};

/** A session whose cluster takes everything; `signals` are those that its requests were given. */
function fakeSession(cancelled: AbortSignal, signals: (AbortSignal | undefined)[]): Session {
  const fake = {
    cancelled,
    isReachable: true,
    namespace: "default",
    discovery: { find: () => Promise.resolve({ namespaced: true }) },
    cluster: {
      create: (_type: unknown, _object: unknown, _options: unknown, signal?: AbortSignal) => {
        signals.push(signal);
        return Promise.resolve({ object: properties, warnings: [] });
      },
    },
    logFor: () => ({ warning: () => undefined, status: () => undefined }),
  };
  return fake as unknown as Session;
}

const request = {
  urn: "urn:pulumi:k8s::sticky-session::kubernetes:core/v1:ServiceAccount::hello",
  properties,
  timeout: 0,
  preview: false,
};

describe("provider: the creation of an object", () => {
  it("is not cut off by Ctrl-C once it is asked for: the state has to know of it", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { id } = await create(fakeSession(new AbortController().signal, signals), request);
    assert.equal(id, "shop/hello");
    assert.deepEqual(signals, [undefined]);
  });

  it("is not asked for after Ctrl-C", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const session = fakeSession(AbortSignal.abort(new Error("cancelled")), signals);
    await assert.rejects(create(session, request), /was not created: cancelled/);
    assert.deepEqual(signals, []);
  });
});
