import { apiServerMissing } from "../network/api";
import { hostPort, listeners, network } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { authorities, kubeletClient } from "../pki/certificates";
import type { KubernetesObject } from "./service";
import { serviceAccountKey } from "./pki";
import { processService } from "./processService";
import { clusterRoleBinding } from "./rbac";

const { address, port } = listeners.apiServer;
const serving = certificateFiles("kube-apiserver");
const toEtcd = certificateFiles("etcd-client");
const toKubelet = certificateFiles("kubelet-client");
const frontProxy = certificateFiles("front-proxy-client");
const clusterAuthority = certificateFiles(authorities.cluster).cert;

/** For `kubectl logs`, `exec` and `port-forward`, which the API server hands on to the kubelet. */
const manifests: readonly KubernetesObject[] = [
  clusterRoleBinding(kubeletClient, "system:kubelet-api-admin", kubeletClient),
];

/** Kubernetes' API. */
export const apiServer = processService({
  name: "kube-apiserver",
  describe: "the Kubernetes API",
  needs: ["etcd", "bridge"],
  manifests,
  address: hostPort(listeners.apiServer),
  version: ({ versions }) => versions.kubernetes,
  command: ({ kubernetes }) => ({
    program: kubernetes,
    args: [
      "kube-apiserver",
      // On the bridge, not on all interfaces: reached from here and from pods only.
      `--bind-address=${address}`,
      `--advertise-address=${address}`,
      `--secure-port=${port}`,
      `--tls-cert-file=${serving.cert}`,
      `--tls-private-key-file=${serving.key}`,
      `--client-ca-file=${clusterAuthority}`,
      "--anonymous-auth=false",
      "--authorization-mode=Node,RBAC",
      "--enable-admission-plugins=NodeRestriction",
      // Beta in 1.34: what the lab does to objects as OpenShift's API server would.
      "--feature-gates=MutatingAdmissionPolicy=true",
      "--runtime-config=admissionregistration.k8s.io/v1beta1=true",
      `--etcd-servers=https://${hostPort(listeners.etcdClient)}`,
      `--etcd-cafile=${certificateFiles(authorities.etcd).cert}`,
      `--etcd-certfile=${toEtcd.cert}`,
      `--etcd-keyfile=${toEtcd.key}`,
      `--kubelet-certificate-authority=${clusterAuthority}`,
      `--kubelet-client-certificate=${toKubelet.cert}`,
      `--kubelet-client-key=${toKubelet.key}`,
      `--requestheader-client-ca-file=${certificateFiles(authorities.frontProxy).cert}`,
      "--requestheader-allowed-names=front-proxy-client",
      "--requestheader-username-headers=X-Remote-User",
      "--requestheader-group-headers=X-Remote-Group",
      "--requestheader-extra-headers-prefix=X-Remote-Extra-",
      `--proxy-client-cert-file=${frontProxy.cert}`,
      `--proxy-client-key-file=${frontProxy.key}`,
      "--kubelet-preferred-address-types=InternalIP",
      `--service-cluster-ip-range=${network.serviceSubnet}`,
      `--service-account-issuer=https://kubernetes.default.svc.${network.clusterDomain}`,
      `--service-account-key-file=${serviceAccountKey}`,
      `--service-account-signing-key-file=${serviceAccountKey}`,
      "--profiling=false",
    ],
  }),
  missing: apiServerMissing,
});
