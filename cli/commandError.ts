/** Ends a command with a message for the user, without a stack trace. */
export class CommandError extends Error {
  /**
   * @param exitCode 1 where what was looked at is wrong, 2 for wrong usage, 3 where something on the way did not work
   */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 | 3 = 3,
  ) {
    super(message);
  }
}
