import { CommandError } from "../cli/commandError";

/** Ends the verifier with a message for the user, without a stack trace. */
export class VerifyError extends CommandError {
  /** @param reason whether the command line is wrong, or something on the way did not work */
  constructor(
    message: string,
    readonly reason: "wrong usage" | "could not run" = "could not run",
  ) {
    super(message, reason === "wrong usage" ? 2 : 3);
  }
}
