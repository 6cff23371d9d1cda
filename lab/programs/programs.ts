import { readFile, writeFile } from "node:fs/promises";

import type { Addon } from "../addons";
import type { ImageArchive, ImageName } from "../images/image";
import type { DebianPrograms } from "./debianPrograms";
import type { Platform } from "../platform";
import { stateFiles } from "../state/stateFiles";

/** Everything that is run or loaded, resolved: absolute paths. */
export interface Programs {
  /** What they were resolved for. */
  readonly platform: Platform;
  readonly debian: DebianPrograms;
  /** All of Kubernetes: the first argument names the program. */
  readonly kubernetes: string;
  readonly coredns: string;
  /** On kubernetes only. */
  readonly traefik?: string;
  /** What runs beside the platform's own. `@default` nothing: a lab of before there were addons */
  readonly addons?: readonly Addon[];
  /** With that addon only. */
  readonly haproxyIngress?: HaproxyIngressPrograms;
  /** With that addon only. */
  readonly contour?: EnvoyController;
  /** With that addon only. */
  readonly envoyGateway?: EnvoyController;
  /** With that addon only. */
  readonly istio?: EnvoyController;
  /** On openshift only. */
  readonly openshift?: OpenShiftPrograms;
  readonly images: Readonly<Record<ImageName, ImageArchive>>;
  /** The folders of pulumi and of the programs that it starts. */
  readonly pulumi: readonly string[];
  readonly versions: Versions;
}

/** What haproxy-ingress consists of; absolute paths. */
export interface HaproxyIngressPrograms {
  readonly controller: string;
  /** The folder that has the program haproxy. */
  readonly haproxyFolder: string;
  /** The folder that has its templates and scripts, in rootfs. */
  readonly files: string;
}

/** What a controller that drives Envoy consists of; absolute paths. */
export interface EnvoyController {
  readonly controller: string;
  readonly envoy: string;
  /** The manifest of the kinds that it reads. */
  readonly definitions: string;
}

/** What makes the lab an OpenShift; absolute paths. */
export interface OpenShiftPrograms {
  /** The stand-in for OpenShift's router. */
  readonly router: string;
  readonly haproxy: string;
  /** The manifest of the API of Routes. */
  readonly routeDefinition: string;
  /** The certificate of the image hello-https. */
  readonly helloCertificate: string;
}

/** What each program says its version is. */
export interface Versions {
  readonly etcd: string;
  readonly containerd: string;
  readonly kubernetes: string;
  readonly coredns: string;
  readonly traefik?: string;
  readonly haproxy?: string;
  readonly haproxyIngress?: string;
  readonly contour?: string;
  readonly envoyGateway?: string;
  readonly istio?: string;
  readonly envoy?: string;
}

/** A lab that was brought up before there were platforms is one for Kubernetes. */
export function platformOf({ platform }: Partial<Pick<Programs, "platform">>): Platform {
  return platform ?? "kubernetes";
}

/** The programs that the lab was last brought up with; undefined when it never was. */
export async function recordedPrograms(): Promise<Programs | undefined> {
  try {
    const recorded = JSON.parse(await readFile(stateFiles.programs, "utf8")) as Programs & {
      readonly extras?: Programs["addons"];
    };
    // A lab that an earlier version brought up has its addons under this name.
    return { addons: recorded.extras, ...recorded };
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error)) {
      return undefined;
    }
    throw error;
  }
}

/** Remembers them, so that `status`, `env` and `down` need not look for them. */
export async function recordPrograms(programs: Programs): Promise<void> {
  await writeFile(stateFiles.programs, JSON.stringify(programs, undefined, 2));
}

/** @throws when the programs are those of another platform */
export function traefikProgram(programs: Programs): string {
  return required(programs.traefik, programs);
}

/** @throws when the programs are those of a lab without it */
export function haproxyIngress(programs: Programs): HaproxyIngressPrograms {
  return required(programs.haproxyIngress, programs);
}

/** @throws when the programs are those of a lab without it */
export function contourOf(programs: Programs): EnvoyController {
  return required(programs.contour, programs);
}

/** @throws when the programs are those of a lab without it */
export function envoyGatewayOf(programs: Programs): EnvoyController {
  return required(programs.envoyGateway, programs);
}

/** @throws when the programs are those of a lab without it */
export function istioOf(programs: Programs): EnvoyController {
  return required(programs.istio, programs);
}

/** @throws when the programs are those of another platform */
export function openShiftPrograms(programs: Programs): OpenShiftPrograms {
  return required(programs.openshift, programs);
}

function required<T>(value: T | undefined, { platform }: Programs): T {
  if (value === undefined) {
    throw new Error(`the lab was last started for ${platform}`);
  }
  return value;
}
