import { join } from "node:path";
import execa from "execa";
import { repository } from "./repository";

/** Runs the lab's command; resolves whatever its exit code is. */
export function lab(...args: string[]): execa.ExecaChildProcess {
  return execa(
    process.execPath,
    ["--require", "ts-node/register", join(repository, "lab/cli.ts"), ...args],
    { cwd: repository, stdin: "ignore", reject: false },
  );
}

/** Runs the lab's command, which has to succeed; resolves to its stdout. */
export async function labSucceeds(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await lab(...args);
  if (exitCode !== 0) {
    throw new Error(
      `lab ${args.join(" ")} ended with exit code ${exitCode}:\n${stdout}\n${stderr}`,
    );
  }
  return stdout;
}

/** Whether the lab is up and answers. */
export async function isLabUp(): Promise<boolean> {
  return (await lab("status")).exitCode === 0;
}

/** The platform of the lab; undefined when it is not up, or does not answer. */
export async function labPlatform(): Promise<string | undefined> {
  const { exitCode, stdout } = await lab("status", "--output", "json");
  return exitCode === 0 ? (JSON.parse(stdout) as { platform: string }).platform : undefined;
}

/** Gives this process the environment that a user gets from `eval "$(npm run -s lab -- env)"`. */
export async function useLabEnvironment(): Promise<void> {
  Object.assign(process.env, JSON.parse(await labSucceeds("env", "--output", "json")));
}
