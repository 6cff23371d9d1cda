import assert from "node:assert/strict";
import { join } from "node:path";
import execa from "execa";
import { main } from "../../../verify/main";
import type { CheckResult } from "../../../verify/checks/runCheck";
import type { Report } from "../../../verify/report/report";
import { platform } from "./platform";
import { repository } from "./repository";
import type { TestStack } from "./testStack";

/** One run of the verifier. */
export interface Verified {
  readonly exitCode: number;
  readonly report: Report;
  readonly stderr: string;
}

/** Runs the verifier's command line in this process, with its report as JSON. */
export async function verifyLive(
  argv: readonly string[],
  controller = new AbortController(),
): Promise<Verified> {
  let stdout = "";
  let stderr = "";
  const exitCode = await main(
    [...argv, "--output", "json"],
    {
      out: (text) => (stdout += text),
      err: (text) => (stderr += text),
      ...{ outColored: false, errColored: false },
    },
    {
      signal: controller.signal,
      onSignal: () => () => undefined,
      exitCode: () => (controller.signal.aborted ? 130 : undefined),
    },
  );
  assert.notEqual(stdout, "", stderr);
  return { exitCode, report: JSON.parse(stdout) as Report, stderr };
}

/** Runs the verifier's command on a stack, in a process and a folder of its own, with its report as JSON. */
export async function verifyStack(stack: TestStack, options: readonly string[]): Promise<Verified> {
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [
      ...[
        "--require",
        join(repository, "scripts/typescript.cjs"),
        join(repository, "verify/cli.ts"),
      ],
      ...["--stack", platform.stack, "--output", "json", ...options],
    ],
    { cwd: stack.folder, env: stack.environment, stdin: "ignore", reject: false },
  );
  assert.notEqual(stdout, "", stderr);
  return { exitCode, report: JSON.parse(stdout) as Report, stderr };
}

/** The checks that failed. */
export function failures({ checks }: Report): readonly CheckResult[] {
  return checks.filter(({ result }) => result === "fail");
}

/** Says what failed, for the message of an assertion. */
export function describeFailures(report: Report): string {
  return failures(report)
    .map(({ id, detail, cause }) => `${id}: ${detail} / ${cause ?? "no cause"}`)
    .join("\n");
}

/** Demands a run without a failure. */
export function assertPassed({ exitCode, report }: Verified): void {
  assert.equal(exitCode, 0, describeFailures(report));
}
