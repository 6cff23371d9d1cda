import { CommanderError } from "commander";
import type { CommandMain } from "../cli/runCommand";
import { safeText } from "../cli/terminal/safeText";
import { renderCommand, type RenderOptions } from "./command";
import { RenderError } from "./renderError";

/** Runs the command line; resolves to the exit code. */
export const main: CommandMain = async (argv, terminal, interruption) => {
  try {
    const options = renderCommand()
      .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
      .parse(argv, { from: "user" })
      .opts<RenderOptions>();
    // Pulumi's SDKs take a second to load: not for the help or wrong usage.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { run } = require("./run") as typeof import("./run");
    await run(options, terminal, interruption.signal);
    return 0;
  } catch (error) {
    const interrupted = interruption.exitCode();
    if (interrupted !== undefined) {
      return interrupted;
    }
    if (error instanceof CommanderError) {
      // Commander has printed the help or what is wrong.
      return error.exitCode === 0 ? 0 : 2;
    }
    if (error instanceof RenderError) {
      terminal.err(`error: ${error.message}\n`);
      return error.exitCode;
    }
    if ((error as { code?: unknown }).code === "MODULE_NOT_FOUND") {
      terminal.err(
        "error: Pulumi's packages are not installed beside this command, and its program makes the objects with them.\n" +
          "  fix:      npm install @pulumi/pulumi @pulumi/kubernetes\n",
      );
      return 3;
    }
    terminal.err(`error: ${safeText(error instanceof Error ? error.message : String(error))}\n`);
    return 3;
  }
};
