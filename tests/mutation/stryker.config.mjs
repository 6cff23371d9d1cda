/** How `npm run test:mutation` changes the code; scripts/mutate.mjs says which files. */
export default {
  testRunner: "mocha",
  mochaOptions: { config: "tests/mutation/mocharc.cjs" },
  // A change is only tested by the tests that run its line.
  coverageAnalysis: "perTest",
  incremental: true,
  tempDirName: "node_modules/.cache/stryker/sandbox",
  ignorePatterns: ["dist", "tests/mutation/node_modules"],
  reporters: ["clear-text", "progress", "html"],
  htmlReporter: { fileName: "dist/mutation.html" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  concurrency: 2,
  timeoutMS: 20_000,
};
