const { existsSync } = require("node:fs");

/** `npx mocha FILE` runs that file alone: mocha would add what it is told to `spec`. */
const isChosen = process.argv.slice(2).some((argument) => existsSync(argument));

/** The verifier's suites, which wait most, come first: meanwhile others have the processors, and none is left at the end. */
const spec = ["verify/**/*", "!(verify)/**/*", "*"].map((files) => `tests/unit/${files}.test.ts`);

module.exports = {
  require: ["./scripts/typescript.cjs", "./tests/unit/support/promiseStacks.cjs"],
  extension: ["ts"],
  timeout: 60_000,
  ...(isChosen ? {} : { spec, parallel: true, jobs: 2 }),
};
