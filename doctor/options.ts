import { doctorCommand, type failOns, type outputs } from "./command";

/** What the user asked for. */
export interface DoctorOptions {
  readonly filename?: readonly string[];
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly context?: string;
  readonly controller?: string;
  readonly ask?: boolean;
  readonly output: (typeof outputs)[number];
  readonly failOn: (typeof failOns)[number];
  readonly rules?: boolean;
  readonly color: "auto" | "always" | "never";
}

/** Reads the command line; on `--help` and on wrong usage commander throws a CommanderError. */
export function parseOptions(
  argv: readonly string[],
  write: { out: (text: string) => void; err: (text: string) => void },
): DoctorOptions {
  const command = doctorCommand().configureOutput({ writeOut: write.out, writeErr: write.err });
  const options = command.parse(argv, { from: "user" }).opts<DoctorOptions>();
  const { filename, namespace, allNamespaces, context, ask, rules, output } = options;
  const isFile = filename !== undefined;
  const isLive = !isFile && (namespace !== undefined || allNamespaces === true);
  const problems = rules
    ? output === "text" || output === "json"
      ? []
      : [`--rules has --output text and json, not ${output}`]
    : [
        ...(!isFile && !isLive
          ? ["say what to look at: -f FILE, --namespace NAME or --all-namespaces"]
          : []),
        ...(isFile && allNamespaces === true
          ? ["-f reads files, --all-namespaces a cluster: give one of them"]
          : []),
        ...(!isFile && namespace !== undefined && allNamespaces === true
          ? ["--namespace is one of --all-namespaces: give one of them"]
          : []),
        ...(isFile && context !== undefined
          ? ["--context goes with --namespace or --all-namespaces"]
          : []),
        ...(isFile && ask === true ? ["--ask goes with --namespace or --all-namespaces"] : []),
      ];
  if (problems.length > 0) {
    command.error(`error: ${problems.join("\nerror: ")}`, { exitCode: 2 });
  }
  return options;
}
