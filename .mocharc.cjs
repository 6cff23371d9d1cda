const { existsSync } = require("node:fs");

/** `npx mocha FILE` runs that file alone: mocha would add what it is told to `spec`. */
const isChosen = process.argv.slice(2).some((argument) => existsSync(argument));

module.exports = {
  require: ["./scripts/typescript.cjs"],
  extension: ["ts"],
  timeout: 60_000,
  ...(isChosen ? {} : { spec: ["tests/unit/**/*.test.ts"], parallel: true, jobs: 2 }),
};
