import execa, { type ExecaError } from "execa";

/** How a command is run. */
export interface CommandOptions {
  /** Added to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** What the command reads. `@default` nothing */
  readonly input?: string;
}

/**
 * Runs a command to its end.
 *
 * @returns what it printed on stdout
 * @throws an error that names the command and holds all that it printed on stderr
 */
export async function run(
  program: string,
  args: readonly string[],
  { env, input }: CommandOptions = {},
): Promise<string> {
  const reading = input === undefined ? { stdin: "ignore" as const } : { input };
  const result = await execa(program, args, { env, ...reading, reject: false });
  if (result.failed) {
    const { message, stdout, stderr } = result as ExecaError;
    const printed = stderr.trim() || stdout.trim();
    throw new Error(printed ? `${message.split("\n", 1)[0] ?? ""}: ${printed}` : message);
  }
  return result.stdout;
}
