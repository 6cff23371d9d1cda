import assert from "node:assert/strict";

import { requestedProvider } from "../../../lab/pulumi/kubernetesProvider";

describe("requestedProvider", () => {
  it("is auto when nothing is asked for", () => {
    assert.equal(requestedProvider(undefined), "auto");
    assert.equal(requestedProvider(""), "auto");
  });

  it("is what is asked for", () => {
    assert.equal(requestedProvider("official"), "official");
    assert.equal(requestedProvider("stand-in"), "stand-in");
  });

  it("refuses anything else and tells what is allowed", () => {
    assert.throws(() => requestedProvider("real"), {
      message: 'STICKY_LAB_PROVIDER is "real"; it must be one of auto, official, stand-in.',
    });
  });
});
