import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  copyStackConfig,
  stackConfigFile,
  withoutUnusedSalt,
} from "../../../demo/pulumi/stackConfig";

describe("demo stack configuration", () => {
  it("is a copy, with the project, that can be removed", async () => {
    const { folder, file, remove } = await copyStackConfig("k8s", true);
    assert.deepEqual(
      parse(readFileSync(file, "utf8")),
      parse(readFileSync(stackConfigFile("k8s"), "utf8")),
    );
    assert.ok(existsSync(join(folder, "Pulumi.yaml")));
    await remove();
    assert.ok(!existsSync(folder));
  });

  it("has no salt on the lab where nothing is encrypted", () => {
    assert.equal(
      withoutUnusedSalt("# mine\nconfig:\n  p:a: b\nencryptionsalt: v1:x\n"),
      "# mine\nconfig:\n  p:a: b\n",
    );
  });

  it("keeps the salt of what is encrypted", () => {
    const text = "config:\n  p:a:\n    secure: v1:y\nencryptionsalt: v1:x\n";
    assert.equal(withoutUnusedSalt(text), text);
  });

  it("is missing with the names of those there are", () => {
    assert.throws(() => stackConfigFile("absent"), /no stack "absent".*Stacks: k8s, openshift\./);
  });
});
