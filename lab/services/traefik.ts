import { join } from "node:path";

import { stringify } from "yaml";

import { hostPort, listeners, network } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { traefikProgram } from "../programs/programs";
import { missingAt } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import { processService } from "./processService";
import { traefikConfiguration, traefikObjects } from "./traefikSettings";

const { commonName } = users.traefik;
const configurationFile = join(stateFiles.configuration, "traefik.yaml");
const certificatesFile = join(stateFiles.configuration, "traefik-certificates.yaml");

const manifests = traefikObjects(
  commonName,
  { name: "traefik", controller: "traefik.io/ingress-controller" },
  ["services", "secrets", "nodes"],
);

const staticConfiguration = stringify({
  ...traefikConfiguration("traefik", {
    http: listeners.http,
    https: listeners.https,
    health: listeners.traefikHealth,
  }),
  providers: {
    kubernetesIngress: { ingressEndpoint: { ip: network.loopback } },
    file: { filename: certificatesFile },
  },
});

const { cert: certFile, key: keyFile } = certificateFiles("ingress");

const dynamicConfiguration = stringify({
  tls: { stores: { default: { defaultCertificate: { certFile, keyFile } } } },
});

/** The proxy behind Ingresses of the class `traefik`. */
export const traefik = processService({
  name: "traefik",
  describe: "Ingresses of the class traefik",
  platform: "kubernetes",
  needs: ["objects"],
  manifests,
  address: `${hostPort(listeners.http)}, ${hostPort(listeners.https)}`,
  version: ({ versions }) => versions.traefik,
  command: (programs) => ({
    program: traefikProgram(programs),
    args: [`--configFile=${configurationFile}`],
    env: { KUBECONFIG: kubeconfigFile(users.traefik) },
    files: {
      [configurationFile]: staticConfiguration,
      [certificatesFile]: dynamicConfiguration,
    },
  }),
  missing: () => missingAt(`http://${hostPort(listeners.traefikHealth)}/ping`),
});
