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

  it("has the id of every controller, and Pulumi.yaml names the page", () => {
    for (const { id } of dialects) {
      assert.match(controllersPage(), new RegExp(`\`${id}\``), id);
    }
    assert.match(readFileSync("Pulumi.yaml", "utf8"), /docs\/controllers\.md/);
  });
});
