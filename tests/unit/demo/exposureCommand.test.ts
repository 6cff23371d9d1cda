import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exposureCommand } from "../../../demo/exposureCommand";
import { stackPlatform } from "../../../demo/pulumi/stackConfig";

describe("the tutorial's command for the exposure", () => {
  let folder: string;
  const path = process.env.PATH;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-test-"));
    process.env.PATH = folder;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  const command = (kind: "ingress" | "route") =>
    exposureCommand({ kind, name: "hello" }, " --context dev", " -n shop")[0];

  it("shows an Ingress", () => {
    assert.equal(command("ingress"), "kubectl --context dev get ingress hello -n shop");
  });

  it("shows the host of a Route by kubectl where there is no oc", () => {
    assert.equal(
      command("route"),
      "kubectl --context dev get route hello -n shop -o jsonpath='{.spec.host}'",
    );
  });

  it("shows it by oc where there is one", () => {
    writeFileSync(join(folder, "oc"), "", { mode: 0o755 });
    assert.match(command("route"), /^oc --context dev get route hello /);
  });
});

describe("the platform of a stack", () => {
  it("is the one of its settings", async () => {
    assert.equal(await stackPlatform("openshift"), "openshift");
    assert.equal(await stackPlatform("k8s"), "kubernetes");
  });
});
