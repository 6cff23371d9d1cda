import assert from "node:assert/strict";
import { configOf, deployFile, exampleFiles } from "../support/stackFile";

describe("the stack files of applications", () => {
  const files = Object.entries(exampleFiles());

  it("are of twelve", () => {
    assert.equal(files.length, 12);
  });

  for (const [name, yaml] of files) {
    it(`deploy ${name}`, async () => {
      const registered = await deployFile(yaml);
      const app = configOf(yaml).name ?? "";
      const kinds = registered
        .filter((resource) => resource.name === app)
        .map(({ type }) => type.replace(/^.*:/, ""));
      assert.deepEqual(kinds.sort(), [
        "Ingress",
        ...(configOf(yaml).networkPolicy === "true" ? ["NetworkPolicy"] : []),
        ...(configOf(yaml).replicas === "1" ? [] : ["PodDisruptionBudget"]),
        "Service",
        ...(configOf(yaml).serviceAccountName === undefined ? ["ServiceAccount"] : []),
        "StatefulSet",
        "StickyApp",
      ]);
    });
  }
});
