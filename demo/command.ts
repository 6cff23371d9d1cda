import { constants } from "node:os";
import execa from "execa";
import { DemoError } from "./demoError";
import type { Interruption } from "../cli/interruption";

/** How long an interrupted command may take before it is interrupted again, in milliseconds. */
const patienceMilliseconds = 60_000;

export interface CommandArgs {
  readonly file: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** Added to this process's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Where its output goes: all of it to the user as progress on stderr, or stdout to the caller and
   * only stderr to the user, or all of it to the caller as well as to the user.
   */
  readonly output: "shown" | "returned" | "shown and returned";
}

export interface CommandResult {
  readonly exitCode: number;
  /** What it wrote, as far as it is returned; else empty. */
  readonly output: string;
}

/** Runs other programs so that an interruption reaches each exactly once and is waited for. */
export class Commands {
  constructor(private readonly interruption: Interruption) {}

  /**
   * Runs a program to its end, whatever its exit code.
   *
   * @throws DemoError when the program cannot be started
   * @throws the reason of the interruption when there was one meanwhile
   */
  async run({ file, args, directory, environment, output }: CommandArgs): Promise<CommandResult> {
    this.interruption.signal.throwIfAborted();
    const child = execa(file, args, {
      cwd: directory,
      ...(environment && { env: environment }),
      stdio: stdioFor(output),
      all: output === "shown and returned",
      // A process group of its own: Ctrl-C in a terminal would reach it a second time, and on a
      // second interrupt pulumi gives up without releasing the stack's lock.
      detached: true,
      cleanup: false,
      reject: false,
    });
    if (output === "shown and returned") {
      child.all?.pipe(process.stderr, { end: false });
    }
    const stopForwarding = this.forwardInterruption(child);
    const result = await child.finally(stopForwarding);
    this.interruption.signal.throwIfAborted();
    if (child.pid === undefined) {
      throw new DemoError(`\`${file}\` cannot be started: is it installed and on the PATH?`);
    }
    const exitCode = result.signal === undefined ? result.exitCode : signalExitCode(result.signal);
    return { exitCode, output: result.all ?? result.stdout };
  }

  /** Passes each signal on as an interrupt; a program that does not end is asked again, then killed. */
  private forwardInterruption(child: execa.ExecaChildProcess): () => void {
    const escalation: NodeJS.Signals[] = ["SIGINT", "SIGINT", "SIGKILL"];
    let timer: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      const signal = escalation.shift();
      if (signal === undefined) {
        return;
      }
      child.kill(signal, { forceKillAfterTimeout: false });
      clearTimeout(timer);
      timer = setTimeout(interrupt, patienceMilliseconds);
    };
    const stopListening = this.interruption.onSignal(interrupt);
    return () => {
      clearTimeout(timer);
      stopListening();
    };
  }
}

/** What a shell makes of a program that ended by a signal. */
function signalExitCode(signal: string): number {
  return 128 + constants.signals[signal as NodeJS.Signals];
}

function stdioFor(output: CommandArgs["output"]): execa.StdioOption[] {
  switch (output) {
    case "shown":
      return ["ignore", 2, 2];
    case "returned":
      return ["ignore", "pipe", 2];
    case "shown and returned":
      return ["ignore", "pipe", "pipe"];
  }
}
