import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reachCluster } from "../../../verify/cluster/kubeConfig";

describe("the kubeconfig of the verifier", () => {
  const before = process.env.KUBECONFIG;
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-kubeconfig-"));
    process.env.KUBECONFIG = join(folder, "config");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    if (before === undefined) {
      delete process.env.KUBECONFIG;
    } else {
      process.env.KUBECONFIG = before;
    }
  });

  async function messageFor(text: string): Promise<string> {
    writeFileSync(join(folder, "config"), text);
    const error: unknown = await reachCluster().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    return String(error.stack);
  }

  for (const [what, text] of [
    ["broken YAML", "users:\n- name: me\n  user: {token: s3cr3t-token\n- x: [\n"],
    ["a text alone", "token s3cr3t-token"],
    ["a list where a map belongs", "- s3cr3t-token\n"],
  ] as const) {
    it(`is not quoted with its credentials: ${what}`, async () => {
      const message = await messageFor(text);
      assert.doesNotMatch(message, /s3cr3t/);
      assert.match(message, /config/);
    });
  }

  it("tells the line where it stops being valid", async () => {
    assert.match(
      await messageFor("users:\n- name: me\n  user: {token: s3cr3t-token\n- x: [\n"),
      /The kubeconfig .*config is not valid at line \d+ \(kubectl config view reads it too\)\./,
    );
  });
});
