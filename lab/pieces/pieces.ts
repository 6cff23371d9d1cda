import { inOrder } from "../steps";
import { apiServer } from "./apiServer";
import { bridge } from "./bridge";
import { cgroups } from "./cgroups";
import { cni } from "./cni";
import { containerd } from "./containerd";
import { controllerManager } from "./controllerManager";
import { coreDns } from "./coreDns";
import { etcd } from "./etcd";
import { firewall } from "./firewall";
import { images } from "./images";
import { kernel } from "./kernel";
import { kubelet } from "./kubelet";
import { kubeProxy } from "./kubeProxy";
import { node } from "./node";
import { objects } from "./objects";
import type { Piece } from "./piece";
import { pki } from "./pki";
import { scheduler } from "./scheduler";
import { tools } from "./tools";
import { traefik } from "./traefik";

const withoutObjects: readonly Piece[] = [
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
  node,
];

/** Every piece of the lab, each after those that it needs. */
export const pieces: readonly Piece[] = inOrder([
  ...withoutObjects,
  objects(withoutObjects.flatMap(({ manifests = [] }) => manifests)),
]);
