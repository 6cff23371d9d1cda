import type { Login } from "./checks/check";
import { confirmDisruption } from "./disrupt/confirm";
import { defaultRate } from "./defaults";
import { type Disruption, disruptions } from "./disrupt/disruptions";
import type { VerifyOptions } from "./options";
import { terminalProgress } from "../cli/terminal/progress";
import { junitReport } from "./report/junitReport";
import type { Report } from "./report/report";
import { demandReportFolder, writeReport } from "./report/reportFile";
import { textReport } from "./report/textReport";
import type { Terminal } from "../cli/terminal/terminal";
import { findTarget } from "./subject/findTarget";
import { verify } from "./verify";

/** Verifies what the options name, and writes the report. */
export async function run(
  options: VerifyOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Report> {
  const colored = (byItself: boolean): boolean =>
    options.color === "auto" ? byItself : options.color === "always";
  const progress = terminalProgress(colored(terminal.errColored), terminal.err);
  if (options.report !== undefined) {
    await demandReportFolder(options.report);
  }
  const target = await findTarget(options, signal);
  const chosen = chosenDisruptions(options);
  if (chosen.length > 0) {
    await confirmDisruption({ target, chosen, yes: options.yes ?? false, terminal, signal });
  }
  const report = await verify({
    target,
    settings: {
      identity: options.identity,
      paths: options.path,
      insecure: options.insecure ?? false,
      headers: options.header,
      clients: options.clients,
      rate: options.rate ?? defaultRate,
      holdSeconds: options.hold,
      newClients: options.newClients,
      ...(options.websocket !== undefined && { websocket: options.websocket }),
      ...(options.loginPath !== undefined && { login: loginOf(options, options.loginPath) }),
      ...(options.maxLost !== undefined && { maxLost: options.maxLost }),
    },
    ...(options.stack !== undefined && { stack: options.stack }),
    confidence: options.confidence,
    ...(options.replicas !== undefined && { replicas: options.replicas }),
    waitSeconds: options.wait,
    timeoutSeconds: options.timeout,
    ...(options.maxTime !== undefined && { maxSeconds: options.maxTime }),
    ...(options.rate !== undefined && { perSecond: options.rate }),
    acceptStatus: options.acceptStatus,
    resolve: options.resolve,
    disruptions: chosen,
    progress,
    signal,
  });
  terminal.out(written(report, options, colored(terminal.outColored), terminal.width));
  if (options.report !== undefined) {
    await writeReport(options.report, report, terminal.err);
  }
  if (report.incomplete !== undefined) {
    terminal.err(`error: ${report.incomplete}\n`);
  }
  return report;
}

function loginOf(
  { loginForm, sessionPath, logoutPath, users, stay }: VerifyOptions,
  path: string,
): Login {
  return {
    ...{ path, form: loginForm, users, staySeconds: stay },
    ...(sessionPath !== undefined && { sessionPath }),
    ...(logoutPath !== undefined && { logoutPath }),
  };
}

function written(
  report: Report,
  { output }: VerifyOptions,
  colored: boolean,
  width: number | undefined,
): string {
  switch (output) {
    case "json":
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case "junit":
      return junitReport(report);
    case "text":
      return textReport(report, { colored, ...(width !== undefined && { width }) });
  }
}

/** Without any named those that can be done: nobody is asked for one that is skipped then. */
function chosenDisruptions({ disrupt = [], loginPath }: VerifyOptions): readonly Disruption[] {
  return disrupt === true
    ? disruptions.filter((name) => name !== "rollout-with-sessions" || loginPath !== undefined)
    : disrupt;
}
