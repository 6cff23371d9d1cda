import { join } from "node:path";
import execa from "execa";
import { repository } from "./repository";
import type { TestStack } from "./testStack";

/** A verdict of the verifier, as far as it is looked into here. */
export interface Verdict {
  readonly id: string;
  readonly outcome: string;
  readonly detail?: string;
}

/** Runs the verifier on a stack, and resolves to what it says in JSON; its progress is in the error if it says nothing. */
export async function verify(
  stack: TestStack,
  options: readonly string[],
): Promise<{ exitCode: number; report: Record<string, unknown> }> {
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [
      ...["--require", "ts-node/register", join(repository, "verify/cli.ts")],
      ...["--stack", "k8s", "--output", "json", ...options],
    ],
    { cwd: stack.folder, env: stack.environment, stdin: "ignore", reject: false },
  );
  try {
    return { exitCode, report: JSON.parse(stdout) as Record<string, unknown> };
  } catch {
    throw new Error(`verify ended with exit code ${exitCode}:\n${stdout}\n${stderr}`);
  }
}
