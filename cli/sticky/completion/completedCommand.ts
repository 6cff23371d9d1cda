import type { Command } from "commander";

/** What a shell offers behind the name of a command. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** What its argument may be; empty for files. */
  readonly values: readonly string[];
}

export interface CompletedOption {
  /** With its dashes: `--stack`. */
  readonly long: string;
  readonly description: string;
  /** What has to follow it. */
  readonly value: "none" | "file" | "text" | readonly string[];
}

/** The options of `sticky` itself. */
export const topOptions: readonly CompletedOption[] = [
  { long: "--help", description: "display help for command", value: "none" },
  { long: "--version", description: "print the version", value: "none" },
];

/** What the help of a command lists. */
export function completedOptions(command: Command): CompletedOption[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description, argChoices, required, flags }) =>
      long == null
        ? []
        : [{ long, description, value: argChoices ?? valueOf({ required, flags }) }],
    );
}

/** Only the placeholder says whether it is a file: `--report <file.html>`. A value that may be left out is no matter. */
function valueOf({
  required,
  flags,
}: {
  required: boolean;
  flags: string;
}): "none" | "file" | "text" {
  if (!required) {
    return "none";
  }
  return /<(file|dir|folder|path\/)/i.test(flags) ? "file" : "text";
}
