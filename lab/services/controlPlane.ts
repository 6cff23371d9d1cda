import type { Listener } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import type { User } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";

const serving = certificateFiles("control-plane");

/** The flags that the programs of the control plane have in common which are the API server's clients. */
export function controlPlaneFlags(user: User, { address, port }: Listener): string[] {
  const kubeconfig = kubeconfigFile(user);
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    `--bind-address=${address}`,
    `--secure-port=${port}`,
    `--tls-cert-file=${serving.cert}`,
    `--tls-private-key-file=${serving.key}`,
    // There is one of each, so nobody to agree with.
    "--leader-elect=false",
    "--profiling=false",
  ];
}
