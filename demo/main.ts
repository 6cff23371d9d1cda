import { exitCodeOf } from "../cli/exitCodeOf";
import type { CommandMain } from "../cli/runCommand";
import { messageOf } from "../verify/message";
import { parseOptions } from "./options";
import { stackConfigFile } from "./pulumi/stackConfig";

/* eslint-disable @typescript-eslint/no-require-imports -- the help and a refusal need neither the verifier nor Pulumi */

/** The command line of `npm run demo`. */
export const main: CommandMain = async (argv, terminal, interruption) => {
  try {
    const options = parseOptions(argv, terminal);
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
    if (interruption.exitCode() !== undefined) {
      terminal.err("Interrupted. `npm run demo` goes on from here.\n");
    }
    const exitCode = exitCodeOf(error, terminal, interruption, messageOf);
    // A demo that could not run has failed.
    return exitCode === 3 ? 1 : exitCode;
  }
};
