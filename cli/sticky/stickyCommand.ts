import { Argument, Command } from "commander";
import { version } from "../../package.json";
import type { Terminal } from "../terminal/terminal";
import { commands } from "./commands";
import { type CompletedCommand, completedOptions } from "./completion/completedCommand";
import { completionScript } from "./completion/completionScript";
import { type Shell, shells } from "./completion/shells";

const description = `\
Sticky sessions for applications on Kubernetes and OpenShift.`;

const notes = `
\`sticky COMMAND --help\` documents a command: its options, its exit codes, examples.

Exit codes that all share: 0 all is well, 1 something is wrong with what was looked
at, 2 wrong usage, 3 it could not run or not to its end, 130 interrupted.

Shells complete commands and options (bash; zsh and fish alike) after:
  source <(sticky completion bash)`;

/** What `sticky` does by itself: the table of its commands, their help, the completion of shells. */
export function stickyCommand({ out, err }: Terminal): Command {
  const sticky = new Command("sticky")
    .description(description)
    .version(version, "-V, --version", "print the version")
    .helpCommand(false)
    .addHelpText("after", notes)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride();
  for (const { name, summary } of commands) {
    sticky.command(name).description(summary);
  }
  const completion = sticky
    .command("completion")
    .description("print the completion script of a shell")
    .addArgument(new Argument("<shell>").choices(shells))
    .action(async (shell: Shell) => {
      const own = [
        { ...completed(completion), values: shells },
        { ...completed(help), values: sticky.commands.map((command) => command.name()) },
      ];
      out(completionScript(shell, [...(await loadedCommands()), ...own]));
    });
  const help = sticky
    .command("help")
    .description("show the help of a command")
    .argument("[command]")
    .action((name?: string) => {
      const command = sticky.commands.find((each) => each.name() === name);
      if (name !== undefined && !command) {
        // As where it is run: with the name that is likely meant.
        sticky.parse([name], { from: "user" });
      }
      (command ?? sticky).help();
    });
  return sticky;
}

/** Every command of the table with its options; all of them are loaded for it. */
function loadedCommands(): Promise<CompletedCommand[]> {
  return Promise.all(
    commands.map(async ({ name, summary, definition }) => ({
      ...completed(await definition()),
      ...{ name, summary },
    })),
  );
}

function completed(command: Command): CompletedCommand {
  return {
    name: command.name(),
    summary: command.description(),
    options: completedOptions(command),
    values: [],
  };
}
