/** What all runs of the end-to-end tests have in common; E2E_PLATFORM says on which platform they run. */
module.exports = {
  platform: process.env.E2E_PLATFORM ?? "kubernetes",
  settings: {
    require: ["./scripts/typescript.cjs", "./tests/e2e/support/rootHooks.ts"],
    extension: ["ts"],
    retries: 1,
    timeout: 180_000,
    slow: 30_000,
  },
  /** Without braces: mocha parts patterns at each comma. */
  testsIn: (suites) => suites.map((suite) => `tests/e2e/${suite}.test.ts`),
};
