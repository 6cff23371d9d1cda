import { join } from "node:path";
import { folders } from "../state/folders";
import { hostPort, type Listener } from "../network/network";
import type { KubernetesObject } from "./service";
import { clusterRole, clusterRoleBinding } from "./rbac";

const watch = ["get", "list", "watch"];

/**
 * An IngressClass for Traefik, and the rights that its documentation asks for, for Ingresses only.
 *
 * @param coreResources what it watches of the core group
 */
export function traefikObjects(
  commonName: string,
  ingressClass: { readonly name: string; readonly controller: string },
  coreResources: string[],
): readonly KubernetesObject[] {
  const { name, controller } = ingressClass;
  const networking = "networking.k8s.io";
  return [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name },
      spec: { controller },
    },
    clusterRole(commonName, [
      { apiGroups: [""], resources: coreResources, verbs: watch },
      { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: watch },
      { apiGroups: [networking], resources: ["ingresses", "ingressclasses"], verbs: watch },
      { apiGroups: [networking], resources: ["ingresses/status"], verbs: ["update"] },
    ]),
    clusterRoleBinding(commonName, commonName, commonName),
  ];
}

/** Everything that is not said here is Traefik's default, above all how it talks to pods. */
export function traefikConfiguration(
  name: string,
  listeners: { readonly http: Listener; readonly https: Listener; readonly health: Listener },
): object {
  return {
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    entryPoints: {
      web: { address: hostPort(listeners.http) },
      websecure: { address: hostPort(listeners.https), http: { tls: {} } },
      health: { address: hostPort(listeners.health) },
    },
    ping: { entryPoint: "health" },
    accessLog: { filePath: join(folders.logs, `${name}-access.log`) },
  };
}
