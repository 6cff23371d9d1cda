// Pulumi takes a stack trace of each promise, to tell where one was left behind. With source maps these take a third of
// the processor time of all tests that make resources, and nobody reads them there.
const debuggable = require("@pulumi/pulumi/runtime/debuggable");

debuggable.debuggablePromise = (promise) => promise;
