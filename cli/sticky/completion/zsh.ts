import { type CompletedCommand, type CompletedOption, topOptions } from "./completedCommand";

/** Completion for zsh, to be sourced or put into a folder of `fpath` as `_sticky`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef sticky
# zsh completion of sticky
_sticky() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe -t commands command commands
    _arguments ${topOptions.map(specOf).join(" ")}
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(caseOf).join("\n")}
  esac
}
# Called for a completion where it is autoloaded, else only defined.
if [[ $funcstack[1] == _sticky ]]; then
  _sticky "$@"
else
  compdef _sticky sticky
fi
`;
}

function caseOf({ name, options, values }: CompletedCommand): string {
  const rest = values.length > 0 ? `*:value:(${values.join(" ")})` : "*:file:_files";
  const specs = [...options.map(specOf), quoted(rest)];
  return `  ${name})
    _arguments \\
${specs.map((spec) => `      ${spec}`).join(" \\\n")}
    ;;`;
}

/** An option as \`_arguments\` takes it; repeatable, since the command says itself what may be given twice. */
function specOf({ long, description, value }: CompletedOption): string {
  const text = description.replace(/[\\[\]:]/g, "\\$&");
  return quoted(`*${long}${value === "none" ? "" : "="}[${text}]${actionOf(value)}`);
}

function actionOf(value: CompletedOption["value"]): string {
  switch (value) {
    case "none":
      return "";
    case "file":
      return ":file:_files";
    case "text":
      return ":value: ";
    default:
      return `:value:(${value.join(" ")})`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
