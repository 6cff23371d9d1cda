import assert from "node:assert/strict";
import fc from "fast-check";
import { dialects } from "../../../components/affinity/dialects";
import { read } from "../../../components/affinity/read";
import { translate } from "../../../components/affinity/translate";
import { applicationOf, applicationsOf, plainest } from "../../../scripts/controllers/probe";
import { cookies } from "../support/descriptions";
import { describeApplication, liveObjects } from "../support/live";

describe("what is written and read back", () => {
  for (const dialect of dialects) {
    const several = ["hello.example.com", "*.example.com", "example.com"];
    const only = { host: "wildcard.example.com", hosts: ["*.example.com"] };
    for (const application of [
      ...applicationsOf(dialect),
      applicationOf(dialect, { ...plainest(dialect), hosts: several }),
      applicationOf(dialect, { ...plainest(dialect), ...only }),
    ]) {
      it(`is the same description: ${dialect.id} (${describeApplication(application)})`, () => {
        let taken = 0;
        fc.assert(
          fc.property(cookies, (cookie) => {
            const translated = translate(dialect, { cookie }, application);
            if ("problems" in translated) {
              assert.ok(translated.problems.length > 0);
              return;
            }
            taken++;
            const { translation } = translated;
            // As the API gives it back: JSON, without what was undefined.
            const objects = JSON.parse(
              JSON.stringify(liveObjects(application, translation.native)),
            ) as ReturnType<typeof liveObjects>;
            assert.deepEqual(read(dialect, objects), {
              exposure: application.exposure,
              affinity: { cookie: translation.cookie },
            });
            // What was asked for is what is there.
            assert.deepEqual({ ...translation.cookie, ...cookie }, translation.cookie);
          }),
          // Descriptions that a narrow dialect takes are rare among all of them.
          { numRuns: 500, examples: [[{}]] },
        );
        assert.ok(taken > 0, "no description was taken");
      });

      it(`is none where affinity is off: ${dialect.id} (${describeApplication(application)})`, () => {
        const translated = translate(dialect, undefined, application);
        assert.ok("translation" in translated);
        assert.deepEqual(read(dialect, liveObjects(application, translated.translation.native)), {
          exposure: application.exposure,
        });
      });
    }

    it(`is nothing without the object that exposes the application: ${dialect.id}`, () => {
      assert.equal(read(dialect, []), undefined);
    });
  }
});
