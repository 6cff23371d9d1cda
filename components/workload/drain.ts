import type * as k8s from "@pulumi/kubernetes";
import type { types as kx } from "@pulumi/kubernetesx";
import type { Platform } from "../affinity/platform";
import { gateContainer } from "../affinity/sessionDrain";
import type { FilledArgs } from "../args/fillDefaults";
import type { DrainGateArgs, DrainMode } from "../args/stickyAppArgs";
import { type Sessions, sessionGate, sessionGateHook, sessionGateSeconds } from "./sessionGate";

/** How a pod ends without losing a request, all decided. */
export interface Drain {
  readonly mode: DrainMode;
  /** How long the application serves on after its clients were told to leave, in seconds; 0 with `off`. */
  readonly seconds: number;
  /** What a pod waits for before that. @default - nothing */
  readonly sessions?: Sessions;
  /** After how long the kubelet kills what is left of the pod, in seconds. */
  readonly terminationGracePeriodSeconds: number;
  readonly gate: Required<DrainGateArgs>;
}

/** What of a pod the wait for its sessions depends on. */
export type Waiting = Pick<Sessions, "ports" | "settleSeconds">;

/** Puts the times together. Without a controller, and so without a mode, nothing is made of it. */
export function planDrain(
  {
    mode = "sleep",
    seconds: asked,
    shutdownSeconds,
    sessionSeconds = 0,
    sessionsPath,
    idleSeconds,
    gate,
  }: FilledArgs["drain"],
  waiting: Waiting,
): Drain {
  const seconds = mode === "off" ? 0 : asked;
  const serving = seconds + shutdownSeconds;
  if (mode !== "sessions") {
    return { mode, seconds, terminationGracePeriodSeconds: serving, gate };
  }
  return {
    ...{ mode, seconds, gate },
    sessions: {
      ...{ seconds: sessionSeconds, ...waiting },
      ...(sessionsPath !== undefined && { path: sessionsPath }),
      ...(idleSeconds !== undefined && { idleSeconds }),
    },
    terminationGracePeriodSeconds: sessionSeconds + sessionGateSeconds + serving,
  };
}

/** Whether a drain gate is in the pod. */
export function hasGate(mode: DrainMode | undefined): boolean {
  return mode === "gate" || mode === "sessions";
}

/**
 * What holds SIGTERM back from the application while its clients are moved: the kubelet's own sleep, or the drain
 * gate's answer to the kubelet. The image needs a shell for neither.
 */
export function preStop({
  mode,
  seconds,
  gate,
}: Drain): Pick<k8s.types.input.core.v1.Container, "lifecycle"> {
  switch (mode) {
    case "gate":
    case "sleep":
      return { lifecycle: { preStop: { sleep: { seconds } } } };
    case "sessions":
      return { lifecycle: { preStop: { httpGet: { path: sessionGateHook, port: gate.port } } } };
    case "app":
    case "off":
      return {};
  }
}

/** The name of the gate's port. */
export const gatePortName = "gate";
/** The name of the gate's volume. */
export const gateVolume = "gate";
const emptyFolder = { name: gateVolume, mountPath: "/gate" };

/**
 * The drain gate: it does nothing but listen, and ends at once when the pod is told to end, while the
 * application sleeps in its preStop hook and serves on. A pod is ready if all of its containers are, so
 * that the closed port makes it not ready, `serving: false` in its EndpointSlice, and the controller moves
 * the clients to a pod that will stay. With `sessions` it listens on until these are over.
 *
 * An ordinary container, since a sidecar is told to end only after the application has.
 */
export function gateContainers(drain: Drain, platform: Platform): kx.Container[] {
  const { mode, gate, sessions } = drain;
  if (!hasGate(mode)) {
    return [];
  }
  const program = sessions
    ? sessionGate({ sessions, seconds: drain.seconds, port: gate.port })
    : { command: ["sh", "-c", closingGate(gate.port)] };
  return [
    {
      name: gateContainer,
      image: gate.image,
      ...program,
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
      volumeMounts: [{ ...emptyFolder, ...(!sessions && { readOnly: true }) }],
    },
  ];
}

/** The first process of a container ignores a signal that it has no handler for, so the shell has one. */
function closingGate(port: number): string {
  return `trap 'kill $!; exit 0' TERM; httpd -f -p ${port} -h ${emptyFolder.mountPath} & wait $!`;
}

/** What the gate serves: nothing, or the answer that the application's end waits for. */
export function gateVolumes({ mode }: Drain): k8s.types.input.core.v1.Volume[] {
  return hasGate(mode) ? [{ name: emptyFolder.name, emptyDir: { sizeLimit: "1Mi" } }] : [];
}
