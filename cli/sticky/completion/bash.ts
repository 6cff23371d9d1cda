import { type CompletedCommand, topOptions } from "./completedCommand";

/** Completion for bash: where nothing is offered, files are. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = [...commands.map(({ name }) => name), ...topOptions.map(({ long }) => long)];
  return `# bash completion of sticky
_sticky() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words=
  COMPREPLY=()
  # Of \`--option=value\` bash makes three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if [[ $COMP_CWORD == 1 ]]; then
    words="${names.join(" ")}"
  else
    case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(valueCases).join("\n")}
    *)
      case "\${COMP_WORDS[1]} $current" in
${commands.flatMap(wordCases).join("\n")}
      esac
      ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _sticky sticky
`;
}

/** What may follow an option. */
function valueCases({ name, options }: CompletedCommand): string[] {
  const free = (kind: "file" | "text", action: string): string[] => {
    const patterns = options
      .filter(({ value }) => value === kind)
      .map(({ long }) => `"${name} ${long}"`);
    return patterns.length === 0 ? [] : [`    ${patterns.join(" | ")}) ${action} ;;`];
  };
  const cases = options.flatMap(({ long, value }) =>
    typeof value === "object" ? [`    "${name} ${long}") words="${value.join(" ")}" ;;`] : [],
  );
  return [
    ...cases,
    ...free("file", "return"),
    // Bash 3 has no compopt, and offers files there.
    ...free("text", "compopt +o default 2>/dev/null; return"),
  ];
}

/** Options and arguments. */
function wordCases({ name, options, values }: CompletedCommand): string[] {
  return [
    `      "${name} -"*) words="${options.map(({ long }) => long).join(" ")}" ;;`,
    ...(values.length > 0 ? [`      "${name} "*) words="${values.join(" ")}" ;;`] : []),
  ];
}
