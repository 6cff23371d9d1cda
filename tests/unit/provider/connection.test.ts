import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Connection } from "../../../lab/provider/api/connection";

describe("the provider's connection", () => {
  it("quotes no credential of a kubeconfig that does not parse", async () => {
    const secret = "s3cr3t-t0ken";
    const kubeconfig = `users:\n- name: someone\n  user:\n    token: ${secret}\n   client-key-data: "${secret}\n`;
    await assert.rejects(Connection.load({ kubeconfig }), (error: Error) => {
      assert.ok(!inspect(error, { depth: Infinity }).includes(secret), error.message);
      assert.match(error.message, /^the kubeconfig is not valid/);
      return true;
    });
  });
});
