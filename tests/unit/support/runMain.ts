import type { CommandMain } from "../../../cli/runCommand";
import type { Terminal } from "../../../cli/terminal/terminal";

/** What a command did. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, without colours and uninterrupted. */
export async function runMain(
  main: CommandMain,
  argv: readonly string[],
  further: Partial<Terminal> = {},
): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const exitCode = await main(
    argv,
    {
      out: (text) => (stdout += text),
      err: (text) => (stderr += text),
      ...{ outColored: false, errColored: false },
      ...further,
    },
    {
      signal: new AbortController().signal,
      onSignal: () => () => undefined,
      exitCode: () => undefined,
    },
  );
  return { exitCode, stdout, stderr };
}
