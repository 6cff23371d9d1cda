/**
 * The error without the stack trace, for those whose message is all that is shown. Pulumi asks for the stack
 * all the same, and to look it up in the source maps took 17 s of CPU for one thrown in an async function.
 */
export function withoutStack<Failure extends Error>(error: Failure): Failure {
  error.stack = error.message;
  return error;
}
