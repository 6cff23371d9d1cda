import { hostPort, listeners } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { authorities } from "../pki/certificates";
import { identityOf } from "../pki/kubeconfig";
import { missingAt } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import { processService } from "./processService";

const { cert, key } = certificateFiles("etcd");
const authority = certificateFiles(authorities.etcd).cert;
const client = `https://${hostPort(listeners.etcdClient)}`;
const peer = `https://${hostPort(listeners.etcdPeer)}`;

/** The cluster's data. */
export const etcd = processService({
  name: "etcd",
  describe: "the cluster's data",
  needs: ["pki"],
  address: hostPort(listeners.etcdClient),
  version: ({ versions }) => versions.etcd,
  command: ({ debian }) => ({
    program: debian.etcd,
    args: [
      "--name=lab",
      `--data-dir=${stateFiles.etcd}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=lab=${peer}`,
      "--client-cert-auth",
      `--trusted-ca-file=${authority}`,
      `--cert-file=${cert}`,
      `--key-file=${key}`,
      "--peer-client-cert-auth",
      `--peer-trusted-ca-file=${authority}`,
      `--peer-cert-file=${cert}`,
      `--peer-key-file=${key}`,
      // A lab's data may be lost with the machine's power.
      "--unsafe-no-fsync",
      "--auto-compaction-retention=1h",
      "--logger=zap",
      "--log-level=warn",
    ],
    folders: [stateFiles.etcd],
  }),
  missing: async () =>
    missingAt(`${client}/health`, await identityOf({ name: "etcd-client" }, authorities.etcd)),
});
