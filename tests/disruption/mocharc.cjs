const { settings } = require("../e2e/mocharc.common.cjs");

/** `npm run bench:sessions`: on the lab, as the end-to-end tests; nothing is measured twice. */
module.exports = { ...settings, retries: 0, spec: ["tests/disruption/sessions.bench.ts"] };
