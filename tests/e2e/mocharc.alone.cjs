const { platform, settings, testsIn } = require("./mocharc.common.cjs");

const suites = {
  kubernetes: ["controllers/clusterCheck", "migrate/*", "demo", "lab"],
  openshift: ["openshift/platform", "migrate/*", "demo", "labDown"],
};

/**
 * The suites that use the default namespace, change the cluster's kinds and controllers or end the lab's processes: one
 * after the other.
 */
module.exports = { ...settings, spec: testsIn(suites[platform]) };
