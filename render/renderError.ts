/** Ends `sticky render` with a message for the user, without a stack trace. */
export class RenderError extends Error {
  /** @param exitCode 1 where the stack's configuration is wrong, 2 for wrong usage, 3 where it could not run */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 | 3,
  ) {
    super(message);
  }
}
