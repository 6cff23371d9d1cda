/** The unit tests of the part that is changed, as scripts/mutate.mjs names them. */
module.exports = {
  require: ["./scripts/typescript.cjs", "./tests/unit/support/promiseStacks.cjs"],
  extension: ["ts"],
  timeout: 20_000,
  spec: JSON.parse(process.env.MUTATION_TESTS),
};
