import type * as k8s from "@pulumi/kubernetes";
import type { types as kx } from "@pulumi/kubernetesx";
import type { Platform } from "../affinity/dialect";
import type { FilledArgs } from "../args/fillDefaults";
import type { DrainGateArgs, DrainMode } from "../args/stickyAppArgs";

/** How a pod ends without losing a request, all decided. */
export interface Drain {
  readonly mode: DrainMode;
  /** How long the application serves on after its pod was told to end, in seconds; 0 with `off`. */
  readonly seconds: number;
  /** After how long the kubelet kills what is left of the pod, in seconds. */
  readonly terminationGracePeriodSeconds: number;
  readonly gate: Required<DrainGateArgs>;
}

/** Puts the times together. Without a controller, and so without a mode, nothing is made of it. */
export function planDrain({
  mode = "sleep",
  seconds: asked,
  shutdownSeconds,
  gate,
}: FilledArgs["drain"]): Drain {
  const seconds = mode === "off" ? 0 : asked;
  const terminationGracePeriodSeconds = seconds + shutdownSeconds;
  return { mode, seconds, terminationGracePeriodSeconds, gate };
}

/** What holds SIGTERM back from the application while its clients are moved: the kubelet's own sleep, for which the image needs no shell. */
export function preStop({
  mode,
  seconds,
}: Drain): Pick<k8s.types.input.core.v1.Container, "lifecycle"> {
  return mode === "gate" || mode === "sleep"
    ? { lifecycle: { preStop: { sleep: { seconds } } } }
    : {};
}

/** The name of the gate's port. */
export const gatePortName = "gate";
/** The names of the gate's container and of its volume. */
export const gateContainer = "drain-gate";
export const gateVolume = "gate";
const emptyFolder = { name: gateVolume, mountPath: "/gate" };

/**
 * The drain gate: it does nothing but listen, and ends at once when the pod is told to end, while the
 * application sleeps in its preStop hook and serves on. A pod is ready if all of its containers are, so
 * that the closed port makes it not ready, `serving: false` in its EndpointSlice, and the controller moves
 * the clients to a pod that will stay.
 *
 * An ordinary container, since a sidecar is told to end only after the application has.
 */
export function gateContainers({ mode, gate }: Drain, platform: Platform): kx.Container[] {
  if (mode !== "gate") {
    return [];
  }
  return [
    {
      name: gateContainer,
      image: gate.image,
      // The first process of a container ignores a signal that it has no handler for, so the shell has one.
      command: [
        "sh",
        "-c",
        `trap 'kill $!; exit 0' TERM; httpd -f -p ${gate.port} -h ${emptyFolder.mountPath} & wait $!`,
      ],
      ports: { [gatePortName]: gate.port },
      resources: {
        requests: { cpu: "2m", memory: "8Mi", "ephemeral-storage": "1Mi" },
        limits: { cpu: "50m", memory: "16Mi", "ephemeral-storage": "16Mi" },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        // The image names root. OpenShift gives the pod a user and takes no other.
        ...(platform === "kubernetes" && { runAsUser: 65534, runAsGroup: 65534 }),
      },
      readinessProbe: {
        tcpSocket: { port: gatePortName },
        periodSeconds: 1,
        failureThreshold: 1,
        // A closed port refuses at once; a slow answer on a busy node says nothing, and must move nobody.
        timeoutSeconds: 10,
      },
      volumeMounts: [{ ...emptyFolder, readOnly: true }],
    },
  ];
}

/** What the gate serves: nothing. */
export function gateVolumes({ mode }: Drain): k8s.types.input.core.v1.Volume[] {
  return mode === "gate" ? [{ name: emptyFolder.name, emptyDir: { sizeLimit: "1Mi" } }] : [];
}
