import assert from "node:assert/strict";
import { existsSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { devDependencies } from "../../../package.json";
import { requestedPlugin, useProviderPlugin } from "../../e2e/support/providerPlugin";

describe("the plugin of the end-to-end tests", () => {
  it("is the lab's unless another one is asked for", () => {
    assert.equal(requestedPlugin(undefined), undefined);
    assert.equal(requestedPlugin(""), undefined);
  });

  it("is given by its path or by its version", () => {
    assert.deepEqual(requestedPlugin("/opt/plugin"), { path: "/opt/plugin" });
    assert.deepEqual(requestedPlugin("4.34.2"), { version: "4.34.2" });
    assert.deepEqual(requestedPlugin("v4.34.2"), { version: "4.34.2" });
  });

  for (const value of ["plugin", "./plugin", "4.34", "latest"]) {
    it(`is not "${value}"`, () => {
      assert.throws(() => requestedPlugin(value), {
        message:
          `E2E_PROVIDER is "${value}"; it has to be the absolute path of a plugin's executable, ` +
          `or a version such as ${devDependencies["@pulumi/kubernetes"]}.`,
      });
    });
  }

  describe("in use", () => {
    const before = process.env.PULUMI_HOME;
    const restore = (): void => {
      if (before === undefined) delete process.env.PULUMI_HOME;
      else process.env.PULUMI_HOME = before;
    };
    afterEach(restore);

    it("is where the engine looks for the SDK's version, until it is taken away", async () => {
      const remove = await useProviderPlugin({ path: process.execPath });
      const home = process.env.PULUMI_HOME ?? "";
      const folder = `plugins/resource-kubernetes-v${devDependencies["@pulumi/kubernetes"]}`;
      assert.equal(
        readlinkSync(join(home, folder, "pulumi-resource-kubernetes")),
        process.execPath,
      );
      await remove();
      assert.ok(!existsSync(home));
    });

    it("has to be an executable that is there", async () => {
      await assert.rejects(useProviderPlugin({ path: "/nowhere/plugin" }), /\/nowhere\/plugin/);
      assert.equal(process.env.PULUMI_HOME, before);
    });
  });
});
