import type * as k8s from "@pulumi/kubernetes";
import * as kx from "@pulumi/kubernetesx";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { type MadePod, transformed } from "../args/transforms";
import { gateContainers, gateVolumes, preStop } from "./drain";
import { containerEnvironment, environmentSources } from "./environment";
import { selectorLabels } from "./labels";
import { type Files, mountsOf } from "./mounts";
import { patchedSpec } from "./podPatch";
import { applicationContainer, writableVolume } from "./names";
import { furtherPorts, portName } from "./ports";
import { containerProbes } from "./probes";
import { storageMounts, volumeOwner } from "./storage";

/** The objects that the pod refers to. */
export interface PodObjects {
  readonly serviceAccountName: pulumi.Input<string>;
  /** The Secret whose entries are variables of the application. @default - none */
  readonly sessionStoreSecretName?: pulumi.Input<string>;
  /** The Secret with the secret values of the environment. @default - none */
  readonly environmentSecretName?: pulumi.Input<string>;
  readonly files: Files;
}

/**
 * The pod, fit for the `restricted` Pod Security Standard and for OpenShift's `restricted-v2`: no user is
 * named unless it was asked for, since OpenShift gives each namespace a range of its own and the image has to say that
 * it is not root.
 *
 * The one place that uses kubernetesx, and of it `PodBuilder` alone: its StatefulSet names a Service that
 * it does not make and selects pods by the name of their container.
 */
export function buildPodSpec(
  plan: Plan,
  { serviceAccountName, sessionStoreSecretName, environmentSecretName, files }: PodObjects,
): pulumi.Output<k8s.types.input.core.v1.PodSpec> {
  const volumes = plan.writablePaths.map((mountPath, index) => ({
    name: `${writableVolume}${index}`,
    mountPath,
  }));
  const mounts = mountsOf(plan, files);
  const podSpec: MadePod = {
    serviceAccountName,
    ...pullSecrets(plan),
    automountServiceAccountToken: plan.automountServiceAccountToken,
    // Else a namespace with many Services adds a variable for each to every container.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: plan.drain.terminationGracePeriodSeconds,
    securityContext: {
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
      ...volumeOwner(plan),
    },
    // Soft: an application on one node is better than none.
    topologySpreadConstraints: ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map(
      (topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: selectorLabels(plan) },
      }),
    ),
    containers: [
      {
        name: applicationContainer,
        image: plan.image,
        ...imageSettings(plan),
        ports: { [portName]: plan.port, ...furtherPorts(plan) },
        env: containerEnvironment(plan, environmentSecretName, sessionStoreSecretName),
        ...environmentSources(plan, sessionStoreSecretName),
        resources: plan.resources,
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: plan.readOnlyRootFilesystem,
          ...user(plan),
        },
        // Re-encrypted traffic reaches pods that serve https alone.
        ...containerProbes(plan.probes, plan.exposure.tls === "reencrypt" ? "HTTPS" : "HTTP"),
        ...preStop(plan.drain),
        volumeMounts: [...volumes, ...storageMounts(plan), ...mounts.volumeMounts],
      },
      ...gateContainers(plan.drain, plan.dialect.platform),
    ],
    volumes: [
      // What is in these folders counts against the container's limit in any case.
      ...volumes.map(({ name }) => ({
        name,
        emptyDir: { sizeLimit: plan.resources.limits["ephemeral-storage"] },
      })),
      ...gateVolumes(plan.drain),
      ...mounts.volumes,
    ],
  };
  return patchedSpec(new kx.PodBuilder(transformed(plan.transform.pod, podSpec)).podSpec, plan.pod);
}

/** How the image is pulled and started. */
function imageSettings({
  imagePullPolicy,
  command,
  args,
}: Plan): Pick<k8s.types.input.core.v1.Container, "imagePullPolicy" | "command" | "args"> {
  return {
    ...(imagePullPolicy !== undefined && { imagePullPolicy }),
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
  };
}

/** Who the application runs as. The drain gate has a user of its own, as its image names root. */
function user({
  runAsUser,
  runAsGroup,
}: Plan): Pick<k8s.types.input.core.v1.SecurityContext, "runAsUser" | "runAsGroup"> {
  return {
    ...(runAsUser !== undefined && { runAsUser }),
    ...(runAsGroup !== undefined && { runAsGroup }),
  };
}

/** What the images of a pod are pulled with. */
export function pullSecrets({
  imagePullSecrets,
}: Plan): Pick<k8s.types.input.core.v1.PodSpec, "imagePullSecrets"> {
  return imagePullSecrets.length === 0
    ? {}
    : { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) };
}
