import execa from "execa";
import { platform } from "./platform";
import type { TestStack } from "./testStack";

/** Runs Pulumi's command on a stack, as a user does; resolves whatever its exit code is. */
export function pulumi(stack: TestStack, args: readonly string[]): execa.ExecaChildProcess {
  return execa(
    "pulumi",
    [...args, "--stack", platform.stack, "--non-interactive", "--color", "never"],
    {
      cwd: stack.folder,
      env: stack.environment,
      stdin: "ignore",
      reject: false,
    },
  );
}
