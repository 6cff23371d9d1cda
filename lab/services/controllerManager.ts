import { readObject } from "../network/api";
import { hostPort, listeners } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { authorities, users } from "../pki/certificates";
import { identityOf } from "../pki/kubeconfig";
import { missingAt } from "../network/request";
import { controlPlaneFlags } from "./controlPlane";
import { serviceAccountKey } from "./pki";
import { processService } from "./processService";

const authority = certificateFiles(authorities.cluster);

/** The controllers of StatefulSets, EndpointSlices and all the other kinds. */
export const controllerManager = processService({
  name: "kube-controller-manager",
  describe: "controllers of the built-in kinds",
  needs: ["kube-apiserver"],
  address: hostPort(listeners.controllerManager),
  version: ({ versions }) => versions.kubernetes,
  command: ({ kubernetes }) => ({
    program: kubernetes,
    args: [
      "kube-controller-manager",
      ...controlPlaneFlags(users.controllerManager, listeners.controllerManager),
      "--use-service-account-credentials",
      // At the default rate the start of all controllers takes five seconds.
      "--kube-api-qps=200",
      "--kube-api-burst=400",
      `--service-account-private-key-file=${serviceAccountKey}`,
      `--root-ca-file=${authority.cert}`,
      `--cluster-signing-cert-file=${authority.cert}`,
      `--cluster-signing-key-file=${authority.key}`,
    ],
  }),
  async missing() {
    const identity = await identityOf(users.admin);
    const missing = await missingAt(
      `https://${hostPort(listeners.controllerManager)}/healthz`,
      identity,
    );
    if (missing) {
      return missing;
    }
    // No pod can be made before the ServiceAccount of its namespace is there.
    return (await readObject("/api/v1/namespaces/default/serviceaccounts/default"))
      ? undefined
      : "the ServiceAccount of the namespace default is not made yet";
  },
});
