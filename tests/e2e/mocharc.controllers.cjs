const { settings, testsIn } = require("./mocharc.common.cjs");

/** What takes too long for every change, such as controllers that take long to build: by npm run test:controllers. */
module.exports = {
  ...settings,
  retries: 0,
  spec: testsIn(["matrix/*", "disruption/keptSessions"]),
};
