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

/**
 * The suites that have a namespace and a host of their own: two at a time, since most of it is waiting, or as many as
 * E2E_JOBS says: three keep two processors busy all the while.
 */
module.exports = {
  ...settings,
  ...{ parallel: true, jobs: Number(process.env.E2E_JOBS ?? 2) },
  spec: testsIn(suites[platform]),
};
