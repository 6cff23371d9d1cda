import { CommandError } from "../cli/commandError";

/** Ends the demo with a message for the user, without a stack trace. */
export class DemoError extends CommandError {
  /** @param exitCode 1 when something did not work, 2 when an option is wrong */
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message, exitCode);
  }
}
