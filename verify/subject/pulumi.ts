import execa from "execa";
import { safeText } from "../../cli/terminal/safeText";
import { VerifyError } from "../verifyError";

/**
 * What `pulumi stack export` prints for the stack, with the environment and the folder of this process.
 *
 * @throws VerifyError when pulumi is missing or fails, with its own message
 */
export async function exportStack(stack: string, signal: AbortSignal): Promise<string> {
  const { exitCode, failed, stdout, stderr, command } = await run(stack, signal);
  signal.throwIfAborted();
  if (!failed) {
    return stdout;
  }
  // execa leaves the code out where the program could not even be started.
  if ((exitCode as number | undefined) === undefined) {
    throw new VerifyError(
      '`pulumi` cannot be started: is it installed and on the PATH? For the lab\'s: eval "$(npm run -s lab -- env)". To verify without a stack: --url.',
    );
  }
  throw new VerifyError(
    `\`${command}\` failed with exit code ${exitCode}: ${safeText(stderr.trim())}\nIs this the project's folder, and PULUMI_BACKEND_URL and PULUMI_CONFIG_PASSPHRASE the stack's? Try \`pulumi stack ls\`. To verify without a stack: --url.`,
  );
}

async function run(stack: string, signal: AbortSignal): Promise<execa.ExecaReturnValue> {
  const child = execa("pulumi", ["stack", "export", "--stack", stack, "--non-interactive"], {
    stdin: "ignore",
    reject: false,
    maxBuffer: 1e9,
  });
  const cancel = (): void => void child.kill();
  signal.addEventListener("abort", cancel);
  return child.finally(() => {
    signal.removeEventListener("abort", cancel);
  });
}
