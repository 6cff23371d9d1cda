const { platform, settings, testsIn } = require("./mocharc.common.cjs");

const suites = {
  kubernetes: ["disruption/traefik", "disruption/haproxyIngress"],
  openshift: ["disruption/openshiftRoute"],
};

/** The suites that count lost requests: with nothing beside them but each other. */
module.exports = { ...settings, parallel: true, jobs: 2, spec: testsIn(suites[platform]) };
