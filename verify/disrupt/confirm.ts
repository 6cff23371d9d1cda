import { describeCluster } from "../cluster/kubeConfig";
import type { Target } from "../subject/target";
import type { Terminal } from "../../cli/terminal/terminal";
import { VerifyError } from "../verifyError";
import type { Disruption } from "./disruptions";

export interface ConfirmArgs {
  readonly target: Target;
  readonly chosen: readonly Disruption[];
  /** Whether the user has agreed already. */
  readonly yes: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/**
 * Says what will be done and where, and asks.
 *
 * @throws VerifyError when the answer is no, or there is nobody to ask
 */
export async function confirmDisruption(args: ConfirmArgs): Promise<void> {
  const { target, chosen, yes, terminal, signal } = args;
  if (!target.cluster) {
    throw new VerifyError(
      "--disrupt needs to know the pods: --service NAMESPACE/NAME.",
      "wrong usage",
    );
  }
  const { kubeConfig, service } = target.cluster;
  const how = chosen.includes("stall")
    ? "; for stall a pod on the node, which runs as root and sees all processes"
    : "";
  const plan = `${chosen.join(", ")} on the pods of the Service ${service.name} in namespace ${service.namespace}, ${describeCluster(kubeConfig)}${how}`;
  if (yes) {
    terminal.err(`Will disturb the application: ${plan}\n`);
    return;
  }
  if (!terminal.ask) {
    throw new VerifyError(
      `--disrupt would do this: ${plan}. There is no terminal to ask on; say --yes.`,
      "wrong usage",
    );
  }
  if (!(await terminal.ask(`This disturbs the application: ${plan}. Go on?`, signal))) {
    throw new VerifyError("Nothing was done.");
  }
}
