const { platform, settings, testsIn } = require("./mocharc.common.cjs");

const suites = {
  kubernetes: ["demo", "lab"],
  openshift: ["openshift/platform", "demo", "labDown"],
};

/** The suites that use the default namespace or end the lab's processes: one after the other. */
module.exports = { ...settings, spec: testsIn(suites[platform]) };
