import { CommanderError } from "commander";
import type { CommandMain } from "../runCommand";
import { commands } from "./commands";
import { stickyCommand } from "./stickyCommand";

/** Runs the command line; resolves to the exit code. */
export const main: CommandMain = async (argv, terminal, interruption) => {
  const help = argv[0] === "help" && argv.length > 1;
  const [name, args] = help ? [argv[1], ["--help"]] : [argv[0], argv.slice(1)];
  const chosen = commands.find((command) => command.name === name);
  if (chosen) {
    // All that follows is the command's own, `--help` and `--version` too.
    const { main: run } = await chosen.main();
    return run(args, terminal, interruption);
  }
  try {
    await stickyCommand(terminal).parseAsync(argv, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed the help or what is wrong.
      return error.exitCode === 0 ? 0 : 2;
    }
    throw error;
  }
};
