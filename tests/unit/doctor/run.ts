import { main } from "../../../doctor/main";

/** One run of the command line in this process. */
export async function run(
  argv: readonly string[],
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  let stdout = "";
  let stderr = "";
  const exitCode = await main(
    argv,
    {
      out: (text) => (stdout += text),
      err: (text) => (stderr += text),
      ...{ outColored: false, errColored: false },
    },
    {
      signal: new AbortController().signal,
      onSignal: () => () => undefined,
      exitCode: () => undefined,
    },
  );
  return { exitCode, stdout, stderr };
}
