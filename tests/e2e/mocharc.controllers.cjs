const { settings, testsIn } = require("./mocharc.common.cjs");

/** Every controller that the lab can run, also those that take long to build: by npm run test:controllers. */
module.exports = { ...settings, retries: 0, spec: testsIn(["matrix/*"]) };
