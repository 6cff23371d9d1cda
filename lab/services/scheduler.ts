import { hostPort, listeners } from "../network/network";
import { users } from "../pki/certificates";
import { identityOf } from "../pki/kubeconfig";
import { missingAt } from "../network/request";
import { controlPlaneFlags } from "./controlPlane";
import { processService } from "./processService";

/** Gives pods their node. */
export const scheduler = processService({
  name: "kube-scheduler",
  describe: "gives pods their node",
  needs: ["kube-apiserver"],
  address: hostPort(listeners.scheduler),
  version: ({ versions }) => versions.kubernetes,
  command: ({ kubernetes }) => ({
    program: kubernetes,
    args: ["kube-scheduler", ...controlPlaneFlags(users.scheduler, listeners.scheduler)],
  }),
  missing: async () =>
    missingAt(`https://${hostPort(listeners.scheduler)}/readyz`, await identityOf(users.admin)),
});
