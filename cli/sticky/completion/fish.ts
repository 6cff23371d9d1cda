import { type CompletedCommand, type CompletedOption, topOptions } from "./completedCommand";

/** Completion for fish. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  return `# fish completion of sticky
complete -c sticky -e
complete -c sticky -n __fish_use_subcommand -f
${topOptions.map(({ long, description }) => `complete -c sticky -n __fish_use_subcommand -l ${long.slice(2)} -d ${quoted(description)}`).join("\n")}
${commands.map(({ name, summary }) => `complete -c sticky -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`).join("\n")}
${commands.flatMap(linesOf).join("\n")}
`;
}

function linesOf({ name, options, values }: CompletedCommand): string[] {
  const line = (rest: string): string =>
    `complete -c sticky -n ${quoted(`__fish_seen_subcommand_from ${name}`)} ${rest}`;
  return [
    ...(values.length > 0 ? [line(`-f -a ${quoted(values.join(" "))}`)] : []),
    ...options.map(({ long, description, value }) =>
      line(`-l ${long.slice(2)}${flagsOf(value)} -d ${quoted(description)}`),
    ),
  ];
}

function flagsOf(value: CompletedOption["value"]): string {
  switch (value) {
    case "none":
      return "";
    case "file":
      return " -r -F";
    case "text":
      return " -x";
    default:
      return ` -x -a ${quoted(value.join(" "))}`;
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
