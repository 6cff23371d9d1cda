const { platform, settings } = require("./mocharc.common.cjs");

const suites = {
  kubernetes: ["program/disruption", "demo", "lab"],
  openshift: ["program/disruption", "openshift/platform", "demo", "labDown"],
};

/** The suites that measure, use the default namespace or end the lab's processes: one after the other. */
module.exports = {
  ...settings,
  spec: suites[platform].map((suite) => `tests/e2e/${suite}.test.ts`),
};
