import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const docs = join(__dirname, "../../docs");
const page = readFileSync(join(docs, "session-store.md"), "utf8");

/** A link to a file of an example, and the block of code that comes next. */
const shown = [
  ...page.matchAll(
    /\]\((\.\.\/examples\/guides\/[^)]+\.\w+)\)(?:(?!```|\]\(\.\.\/examples)[^])*?```\w+\n([^]*?)```/g,
  ),
].map(([, path, code]) => ({ path: path ?? "", code: code ?? "" }));

describe("docs/session-store.md", () => {
  it("shows the settings of each guide that `npm run test:guides` runs", () => {
    assert.deepEqual(
      shown.map(({ path }) => path.replace("../examples/guides/", "")),
      [
        "tomcat/context.xml",
        "tomcat/redisson.yaml",
        "spring-boot/src/main/resources/application.yaml",
        "php/sessions.ini",
        "php/sessions.php",
      ],
    );
  });

  for (const { path, code } of shown) {
    it(`shows ${path} as it is`, () => {
      assert.equal(code, readFileSync(join(docs, path), "utf8"));
    });
  }
});
