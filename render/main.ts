import { exitCodeOf } from "../cli/exitCodeOf";
import type { CommandMain } from "../cli/runCommand";
import { renderCommand, type RenderOptions } from "./command";

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
    if (
      interruption.exitCode() === undefined &&
      (error as { code?: unknown }).code === "MODULE_NOT_FOUND"
    ) {
      terminal.err(
        "error: Pulumi's packages are not installed beside this command, and its program makes the objects with them.\n" +
          "  fix:      npm install @pulumi/pulumi @pulumi/kubernetes\n",
      );
      return 3;
    }
    return exitCodeOf(error, terminal, interruption);
  }
};
