import { hostPort, listeners } from "../network";
import { certificateFiles } from "../pki/certificate";
import { users } from "../pki/certificates";
import { identityOf, kubeconfigFile } from "../pki/kubeconfig";
import { missingAt } from "../request";
import { processPiece } from "./processPiece";

const { address, port } = listeners.scheduler;
const kubeconfig = kubeconfigFile(users.scheduler);
const serving = certificateFiles("control-plane");

/** Gives pods their node. */
export const scheduler = processPiece({
  name: "kube-scheduler",
  describe: "gives pods their node",
  needs: ["kube-apiserver"],
  address: hostPort(listeners.scheduler),
  version: ({ versions }) => versions.kubernetes,
  command: ({ kubernetes }) => ({
    program: kubernetes,
    args: [
      "kube-scheduler",
      `--kubeconfig=${kubeconfig}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      `--bind-address=${address}`,
      `--secure-port=${port}`,
      `--tls-cert-file=${serving.cert}`,
      `--tls-private-key-file=${serving.key}`,
      // There is one, so nobody to agree with.
      "--leader-elect=false",
      "--profiling=false",
    ],
  }),
  missing: async () =>
    missingAt(`https://${hostPort(listeners.scheduler)}/readyz`, await identityOf(users.admin)),
});
