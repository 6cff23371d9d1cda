const { platform, settings, testsIn } = require("./mocharc.common.cjs");

/** In the order in which they start: those that take longest come first. */
const suites = {
  kubernetes: [
    ...["package/*", "verify/*", "program/*", "policy/*", "render/*", "doctor/*"],
    "controllers/!(clusterCheck)",
  ],
  openshift: [
    ...["program/changes", "program/curl", "program/deployment"],
    ...["verify/webSocket", "verify/proposals", "render/*", "openshift/!(platform)"],
  ],
};

/** The suites that have a namespace and a host of their own: two at a time, since most of it is waiting. */
module.exports = { ...settings, parallel: true, jobs: 2, spec: testsIn(suites[platform]) };
