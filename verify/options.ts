import { verifyCommand } from "./command";
import type { ServiceReference } from "./cluster/readObjects";
import type { Disruption } from "./disrupt/disruptions";
import type { ResolveRule } from "./http/connectOptions";
import type { StatusRange } from "./http/status";
import type { Identity } from "./identity";

/** What the user asked for. */
export interface VerifyOptions {
  readonly stack?: string;
  readonly app?: string;
  readonly url?: URL;
  readonly service?: ServiceReference;
  readonly context?: string;
  readonly controller?: string;
  readonly cookie?: string;
  readonly replicas?: number;
  readonly identity: Identity;
  readonly resolve: readonly ResolveRule[];
  readonly insecure?: boolean;
  readonly header: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly websocket?: string;
  readonly confidence: number;
  readonly wait: number;
  /** In seconds. */
  readonly timeout: number;
  /** In seconds. @default - no limit */
  readonly maxTime?: number;
  /** In seconds. */
  readonly hold: number;
  /** Requests per second. @default - as fast as answers come; in disruptions 300 */
  readonly rate?: number;
  readonly acceptStatus: readonly StatusRange[];
  /** What to do to the application; true for everything. */
  readonly disrupt?: readonly Disruption[] | true;
  readonly yes?: boolean;
  readonly clients: number;
  readonly newClients: number;
  readonly loginPath?: string;
  readonly loginForm: string;
  readonly sessionPath?: string;
  readonly logoutPath?: string;
  readonly users: number;
  /** In seconds. */
  readonly stay: number;
  readonly maxLost?: number;
  readonly output: "text" | "json" | "junit";
  readonly report?: string;
  readonly color: "auto" | "always" | "never";
}

/** Reads the command line; on \`--help\` and on wrong usage commander throws a CommanderError. */
export function parseOptions(
  argv: readonly string[],
  write: { out: (text: string) => void; err: (text: string) => void },
): VerifyOptions {
  const command = verifyCommand().configureOutput({ writeOut: write.out, writeErr: write.err });
  const { newcomers, ...options } = command
    .parse(argv, { from: "user" })
    .opts<VerifyOptions & { newcomers?: number }>();
  const { stack, url, service, app, controller, cookie } = options;
  const problems = [
    ...(stack === undefined && url === undefined ? ["give --stack NAME or --url URL"] : []),
    ...(stack !== undefined && service ? ["--service goes with --url; a stack knows its own"] : []),
    ...(stack !== undefined && controller !== undefined
      ? ["--controller goes with --url; a stack knows its own"]
      : []),
    ...(stack !== undefined && cookie !== undefined
      ? ["--cookie goes with --url; a stack knows its own"]
      : []),
    ...(stack === undefined && app !== undefined ? ["--app goes with --stack"] : []),
    ...(stack === undefined && !service && options.disrupt !== undefined
      ? ["--disrupt with --url needs --service NAMESPACE/NAME, to know the pods"]
      : []),
    ...(options.loginPath === undefined && choosesSessions(options)
      ? ["--disrupt rollout-with-sessions needs --login-path PATH, to log in"]
      : []),
    ...(stack === undefined && !service && options.context !== undefined
      ? ["--context with --url goes with --service NAMESPACE/NAME"]
      : []),
  ];
  if (problems.length > 0) {
    command.error(`error: ${problems.join("; ")}`, { exitCode: 2 });
  }
  return { ...options, newClients: newcomers ?? options.newClients };
}

/** Whether it is asked for by its name, so that it must not be left out. */
function choosesSessions({ disrupt }: Pick<VerifyOptions, "disrupt">): boolean {
  return Array.isArray(disrupt) && disrupt.includes("rollout-with-sessions");
}
