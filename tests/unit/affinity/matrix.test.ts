import assert from "node:assert/strict";
import type { SessionCookie } from "../../../components/affinity/affinity";
import type { Dialect } from "../../../components/affinity/dialect";
import { dialects } from "../../../components/affinity/dialects";
import { read } from "../../../components/affinity/read";
import { settingsOf, translate } from "../../../components/affinity/translate";
import type { Application } from "../../../components/affinity/application";
import { applicationsOf, samples } from "../../../scripts/controllers/probe";
import { describeApplication, liveObjects } from "../support/live";

/** What a dialect makes of one value: the objects and what is read back from them, or the sentence that refuses it. */
type Answer =
  | { readonly written: string; readonly readBack: unknown }
  | { readonly refused: string; readonly allowed: string };

function answer(
  dialect: Dialect,
  setting: keyof SessionCookie,
  value: unknown,
  application: Application,
): Answer {
  // A browser takes SameSite=None with Secure alone, which is another setting's matter.
  const cookie = { [setting]: value, ...(value === "None" && { secure: true }) };
  const translated = translate(dialect, { cookie }, application);
  if ("problems" in translated) {
    const { problems } = translated;
    const own = problems.find((problem) => problem.setting === `affinity.cookie.${setting}`);
    const other = problems.find((problem) => problem.setting === "affinity.cookie.secure");
    const [problem] = own ? [own] : value === "None" && other ? [other] : [];
    assert.ok(problem, `${setting} is not blamed: ${JSON.stringify(problems)}`);
    return { refused: problem.reason ?? "", allowed: problem.allowed };
  }
  const { native: carried } = translated.translation;
  const objects = liveObjects(application, carried);
  return {
    written: JSON.stringify(carried),
    readBack: read(dialect, objects)?.affinity?.cookie[setting],
  };
}

describe("every setting of the cookie, in every dialect", () => {
  for (const dialect of dialects) {
    for (const setting of Object.keys(samples) as (keyof SessionCookie)[]) {
      for (const application of applicationsOf(dialect)) {
        it(`${dialect.id}: ${setting} (${describeApplication(application)}) is translated, or refused with a sentence`, () => {
          const answers = samples[setting].map((value) => ({
            value,
            ...answer(dialect, setting, value, application),
          }));
          const taken = answers.filter((given) => "written" in given);
          for (const { value, readBack } of taken) {
            assert.deepEqual(readBack, value, "the objects don't say it");
          }
          // Two values that are taken have to make a difference.
          const written = taken.map((given) => given.written);
          assert.deepEqual(written, [...new Set(written)]);
          for (const given of answers) {
            if ("refused" in given) {
              assert.match(given.refused, /^\S.{20,}[^.]$/);
              assert.match(given.allowed, /\S/);
            }
          }
        });
      }
    }
  }

  it("has a sample of each setting, and each dialect an answer to each", () => {
    for (const dialect of dialects) {
      assert.deepEqual([...settingsOf(dialect)].sort(), Object.keys(samples).sort(), dialect.id);
    }
  });

  it("says of each setting whether it can be set at all", () => {
    for (const dialect of dialects) {
      for (const setting of settingsOf(dialect)) {
        const taken = applicationsOf(dialect)
          .map((application) =>
            samples[setting].map((value) => answer(dialect, setting, value, application)),
          )
          .map((answers) => answers.filter((given) => "written" in given).length);
        assert.equal(
          dialect.cookie[setting].settable,
          Math.max(...taken) > 1,
          `${dialect.id} ${setting}`,
        );
      }
    }
  });
});
