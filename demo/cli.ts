import { CommanderError } from "commander";
import { surviveBrokenPipes } from "../cli/terminal/brokenPipe";
import { watchInterruption } from "../cli/interruption";
import { messageOf } from "../verify/message";
import { VerifyError } from "../verify/verifyError";
import { DemoError } from "./demoError";
import { parseOptions } from "./options";
import { stackConfigFile } from "./pulumi/stackConfig";

/* eslint-disable @typescript-eslint/no-require-imports -- the help and a refusal need neither the verifier nor Pulumi */

/** Runs the command line; resolves to the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const interruption = watchInterruption();
  try {
    const options = parseOptions(argv);
    // Before the lab is brought up for nothing.
    stackConfigFile(options.stack);
    if (options.destroy) {
      const { destroy } = require("./destroy") as typeof import("./destroy");
      await destroy(options, interruption);
      return 0;
    }
    const { demo } = require("./demo") as typeof import("./demo");
    return (await demo(options, interruption)) ? 0 : 1;
  } catch (error) {
    const interrupted = interruption.exitCode();
    if (interrupted !== undefined) {
      process.stderr.write("Interrupted. `npm run demo` goes on from here.\n");
      return interrupted;
    }
    if (error instanceof CommanderError) {
      // Commander has printed the help or what is wrong.
      return error.exitCode === 0 ? 0 : 2;
    }
    process.stderr.write(`error: ${messageOf(error)}\n`);
    if (error instanceof VerifyError) {
      return error.reason === "wrong usage" ? 2 : 1;
    }
    return error instanceof DemoError ? error.exitCode : 1;
  }
}

surviveBrokenPipes();
void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
