import type { Addon } from "../addons";
import { on, type Platform } from "../platform";
import { inOrder } from "../progress/steps";
import { admission } from "./admission";
import { apiServer } from "./apiServer";
import { bridge } from "./bridge";
import { cgroups } from "./cgroups";
import { cni } from "./cni";
import { contour, contourEnvoy, contourKinds } from "./contour";
import { containerd } from "./containerd";
import { controllerManager } from "./controllerManager";
import { coreDns } from "./coreDns";
import { envoyGateway, envoyGatewayKinds } from "./envoyGateway";
import { envoyGatewayEnvoy } from "./envoyGatewayEnvoy";
import { envoyGatewayObjects } from "./envoyGatewayObjects";
import { etcd } from "./etcd";
import { firewall } from "./firewall";
import { haproxy } from "./haproxy";
import { haproxyIngress } from "./haproxyIngress";
import { helloAuthority } from "./helloAuthority";
import { images } from "./images";
import { istio, istioKinds } from "./istio";
import { istioEnvoy } from "./istioEnvoy";
import { istioObjects } from "./istioObjects";
import { kernel } from "./kernel";
import { kubelet } from "./kubelet";
import { kubeProxy } from "./kubeProxy";
import { node } from "./node";
import { objects } from "./objects";
import type { Service } from "./service";
import { pki } from "./pki";
import { router } from "./router";
import { routes } from "./routes";
import { scheduler } from "./scheduler";
import { tools } from "./tools";
import { traefik } from "./traefik";
import { traefikIngressNginx } from "./traefikIngressNginx";

const withoutObjects: readonly Service[] = [
  kernel,
  cgroups,
  bridge,
  firewall,
  pki,
  tools,
  etcd,
  apiServer,
  controllerManager,
  scheduler,
  cni,
  containerd,
  images,
  kubelet,
  kubeProxy,
  coreDns,
  traefik,
  haproxyIngress,
  traefikIngressNginx,
  contourKinds,
  contour,
  contourEnvoy,
  envoyGatewayKinds,
  envoyGatewayObjects,
  envoyGateway,
  envoyGatewayEnvoy,
  istioKinds,
  istioObjects,
  istio,
  istioEnvoy,
  routes,
  admission,
  router,
  haproxy,
  helloAuthority,
  node,
];

/** The services of a lab of the platform with these addons, each after those that it needs. */
export function servicesOf(platform: Platform, addons: readonly Addon[] = []): readonly Service[] {
  return withObjects(on(platform, withoutObjects, addons));
}

/** Every service that a lab can have, each after those that it needs. */
export const allServices: readonly Service[] = withObjects(withoutObjects);

function withObjects(services: readonly Service[]): Service[] {
  return inOrder([...services, objects(services.flatMap(({ manifests = [] }) => manifests))]);
}
