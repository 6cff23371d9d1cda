import type { Cluster } from "../cluster/cluster";
import { exposureCommand } from "../exposureCommand";
import type { Deployment } from "../pulumi/deployment";

/** Commands to go on with, each with what it is for. */
export function nextCommands(
  { isLab, context }: Cluster,
  stack: string,
  url: string,
  { workload, exposure }: Deployment,
): (readonly [command: string, purpose: string])[] {
  const contextOption = context === undefined ? "" : ` --context ${context}`;
  const namespaceOption = workload.namespace === "default" ? "" : ` -n ${workload.namespace}`;
  const demo = `npm run demo --${contextOption}${stack === "k8s" ? "" : ` --stack ${stack}`} --destroy`;
  return [
    ...(isLab
      ? ([['eval "$(npm run -s lab -- env)"', "pulumi and kubectl of the lab in this shell"]] as [
          string,
          string,
        ][])
      : []),
    [`pulumi stack output${isLab ? "" : ` --stack ${stack}`}`, "url, host and cookieName"],
    ...(exposure ? [exposureCommand(exposure, contextOption, namespaceOption)] : []),
    [`curl -s ${url} | grep "Server name"`, "without a cookie: another pod each time"],
    [`curl -s -c cookies.txt -b cookies.txt ${url} | grep "Server name"`, "with it: the same pod"],
    [demo, isLab ? "removes the stack and takes the lab down" : "removes the stack"],
  ];
}
