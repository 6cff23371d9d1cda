import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dialects } from "../../components/affinity/dialects";
import { StickyApp } from "../../components/stickyApp";
import {
  controllersPage,
  documentedKinds,
  makeControllersPage,
} from "../../scripts/controllers/page";
import { workload } from "./support/expected";
import { run } from "./support/mocks";

describe("docs/controllers.md", () => {
  it("is what the dialects say (else: npm run docs:controllers)", () => {
    assert.equal(controllersPage(), makeControllersPage());
  });

  for (const { id, platform, exposedBy } of dialects) {
    it(`has exactly the objects that the program makes for ${id}`, async () => {
      const { registered } = await run(
        () =>
          new StickyApp("hello", {
            platform,
            controller: id,
            image: "app:1",
            host: "hello.example.com",
            ...(exposedBy.supportedSettings.includes("gateway.name") && {
              gateway: { name: "gateway" },
            }),
          }),
        { preview: true },
      );
      const made = documentedKinds(controllersPage(), id).map(
        (kind) => `kubernetes:${kind.replace(" ", ":")}`,
      );
      assert.ok(made.length > 0);
      assert.deepEqual(registered.map(({ type }) => type).sort(), [...workload, ...made].sort());
    });
  }

  it("has every controller, as Pulumi.yaml has", () => {
    const project = readFileSync("Pulumi.yaml", "utf8");
    for (const { id } of dialects) {
      assert.match(project, new RegExp(`[ ,]${id}[,.\\s]`), id);
    }
  });
});
