const { settings, testsIn } = require("./mocharc.common.cjs");

/** Applications and set-ups as people have them, one after the other: CI leaves them out, since a new machine builds much for them. */
module.exports = { ...settings, timeout: 300_000, spec: testsIn(["apps/*"]) };
