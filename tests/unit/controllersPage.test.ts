import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dialects } from "../../components/affinity/dialects";
import { StickyApp } from "../../components/stickyApp";
import {
  controllersPage,
  documentedKinds,
  makeControllersPage,
} from "../../scripts/controllers/page";
import { plainest } from "../../scripts/controllers/probe";
import { workload } from "./support/expected";
import { run } from "./support/mocks";

describe("docs/controllers.md", () => {
  it("is what the dialects say (else: npm run docs:controllers)", () => {
    assert.equal(controllersPage(), makeControllersPage());
  });

  for (const dialect of dialects) {
    const { id, platform, exposedBy } = dialect;
    const { tls } = plainest(dialect);
    it(`has exactly the objects that the program makes for ${id}`, async () => {
      const { registered } = await run(
        () =>
          new StickyApp("hello", {
            platform,
            controller: id,
            image: "app:1",
            host: "hello.example.com",
            ...(tls !== "none" && { tls: { termination: tls } }),
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

  it("opens with who leaves ingress-nginx: those first that were seen live, with what was measured", () => {
    const [, opening = ""] =
      /^## I have to leave ingress-nginx[^\n]*\n(.*?)^## /ms.exec(controllersPage()) ?? [];
    const rows = [...opening.matchAll(/^\| \[`([^`]+)`\][^|]*\|([^|]*)\|.*\|([^|]*)\|$/gm)];
    const ids = rows.map(([, id]) => id);
    const onKubernetes = dialects.filter(({ platform }) => platform === "kubernetes");
    assert.deepEqual([...ids, "ingress-nginx"].sort(), onKubernetes.map(({ id }) => id).sort());
    const live = onKubernetes.filter(({ verified }) => verified === "live").map(({ id }) => id);
    assert.deepEqual(ids.slice(0, live.length).sort(), live.sort());
    const [, , seen, lost] = rows.find(([, id]) => id === "traefik") ?? [];
    assert.match(seen ?? "", /^ \d+\.\d+\.\d+, \d{4}-\d\d-\d\d +$/);
    assert.match(lost ?? "", /^ +0 of [\d,]+ +$/);
  });

  it("has the id of every controller, and Pulumi.yaml names the page", () => {
    for (const { id } of dialects) {
      assert.match(controllersPage(), new RegExp(`\`${id}\``), id);
    }
    assert.match(readFileSync("Pulumi.yaml", "utf8"), /docs\/controllers\.md/);
  });
});
