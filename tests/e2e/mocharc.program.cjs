const { settings, testsIn } = require("./mocharc.common.cjs");

/** The program's suites alone, with the plugin that E2E_PROVIDER names, else with the lab's. */
module.exports = { ...settings, parallel: true, jobs: 2, spec: testsIn(["program/*"]) };
