import { createColors } from "picocolors";
import { isColored } from "../cli/terminal/isColored";
import type { DeployedApp } from "../verify/subject/deployed";
import type { Cluster } from "./cluster/cluster";
import { exposureCommand } from "./exposureCommand";

const colors = createColors(isColored(process.stdout));

/** The URL, and commands to go on with, each with what it is for. */
export function nextCommands(cluster: Cluster, stack: string, app: DeployedApp): string {
  const commands = commandsFor(cluster, stack, app);
  const width = Math.max(...commands.map(([command]) => command.length));
  return [
    `URL: ${colors.bold(app.url)}`,
    "",
    "Next:",
    ...commands.map(
      ([command, purpose]) => `  ${command.padEnd(width)}  ${colors.dim(`# ${purpose}`)}`,
    ),
    "",
  ].join("\n");
}

function commandsFor(
  { isLab, context }: Cluster,
  stack: string,
  { url, namespace, exposure }: DeployedApp,
): (readonly [command: string, purpose: string])[] {
  const contextOption = context === undefined ? "" : ` --context ${context}`;
  const namespaceOption = namespace === "default" ? "" : ` -n ${namespace}`;
  const demo = `npm run demo --${contextOption}${stack === "k8s" ? "" : ` --stack ${stack}`} --destroy`;
  return [
    ...(isLab
      ? [
          [
            'eval "$(npm run -s lab -- env)"',
            "pulumi and kubectl of the lab in this shell",
          ] as const,
        ]
      : []),
    [
      `pulumi stack output${isLab ? "" : ` --stack ${stack}`}`,
      "url, host, cookieName; urls and hosts, where there are several",
    ],
    ...(exposure ? [exposureCommand(exposure, contextOption, namespaceOption)] : []),
    [`curl -s ${url} | grep "Server name"`, "without a cookie: another pod each time"],
    [`curl -s -c cookies.txt -b cookies.txt ${url} | grep "Server name"`, "with it: the same pod"],
    [
      `npm run verify -- --stack ${stack} --disrupt`,
      "all checks, with everything that disturbs it",
    ],
    [demo, isLab ? "removes the stack and takes the lab down" : "removes the stack"],
  ];
}
