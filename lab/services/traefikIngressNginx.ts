import { join } from "node:path";

import { stringify } from "yaml";

import { hostPort, listeners } from "../network/network";
import { users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { traefikProgram } from "../programs/programs";
import { missingAt } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import { removeAddonObjects } from "./addonObjects";
import { processService } from "./processService";
import { traefikConfiguration, traefikObjects } from "./traefikSettings";

const { commonName } = users.traefikIngressNginx;
const configurationFile = join(stateFiles.configuration, "traefik-ingress-nginx.yaml");
const listening = {
  http: listeners.traefikIngressNginxHttp,
  https: listeners.traefikIngressNginxHttps,
  health: listeners.traefikIngressNginxHealth,
};

const manifests = traefikObjects(
  commonName,
  { name: "nginx", controller: "k8s.io/ingress-nginx" },
  // The ConfigMaps since 3.7: without them it serves nothing.
  ["namespaces", "services", "secrets", "configmaps"],
);

const staticConfiguration = stringify({
  ...traefikConfiguration("traefik-ingress-nginx", listening),
  providers: {
    kubernetesIngressNGINX: { publishStatusAddress: [listening.http.address] },
  },
});

/** A second Traefik, which reads ingress-nginx's annotations, behind Ingresses of the class `nginx`. */
export const traefikIngressNginx = processService({
  name: "traefik-ingress-nginx",
  addon: "traefik-ingress-nginx",
  describe: "Ingresses of the class nginx, by Traefik",
  platform: "kubernetes",
  needs: ["objects"],
  manifests,
  address: `${hostPort(listening.http)}, ${hostPort(listening.https)}`,
  version: ({ versions }) => versions.traefik,
  command: (programs) => ({
    program: traefikProgram(programs),
    args: [`--configFile=${configurationFile}`],
    env: { KUBECONFIG: kubeconfigFile(users.traefikIngressNginx) },
    files: { [configurationFile]: staticConfiguration },
  }),
  missing: () => missingAt(`http://${hostPort(listening.health)}/ping`),
  withdraw: (start) => removeAddonObjects(manifests, start),
});
