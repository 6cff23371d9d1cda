// What `pulumi` runs: index.ts and what it imports, compiled by scripts/program when a source has changed.
module.exports = require("./scripts/program/load.cjs").load(__dirname);
