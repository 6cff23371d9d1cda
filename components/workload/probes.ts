import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { DrainMode, ProbeArgs, StickyAppArgs } from "../args/stickyAppArgs";

/** The three questions that the kubelet asks the application. */
export type ProbesArgs = Pick<StickyAppArgs, "readiness" | "liveness" | "startup">;

/** One request of the kubelet, all decided. */
export interface Probe {
  readonly path: pulumi.Input<string>;
  /** A number, or the name of one of the container's ports. */
  readonly port: pulumi.Input<number | string>;
  readonly headers: Readonly<Record<string, pulumi.Input<string>>>;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

export interface Probes {
  readonly startup: Probe;
  readonly readiness: Probe;
  /** Missing where the kubelet restarts a container only when its process has ended. */
  readonly liveness?: Probe;
}

/** The numbers of a probe. */
export type ProbeTiming = Pick<Probe, "periodSeconds" | "timeoutSeconds" | "failureThreshold">;

/**
 * The numbers that tell death from a hiccup (docs/decisions/0009). A pod that is found not ready is left by
 * all of its clients for ever, so that each number is for a process that is stopped, or that a busy node
 * lets wait, and goes on: what has died refuses connections and answers at once. The kubelet sends the
 * next request only after the last one has ended (pkg/kubelet/prober/worker.go).
 */
export const defaultTimings = {
  /** A stall of 15 s moves nobody: 3 requests that each wait 5 s. */
  readiness: { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
  /**
   * Where the application itself says that it is about to end: its refusal is seen within a second, and for
   * an answer that does not come the kubelet waits 20 s.
   */
  readinessOfDrainApp: { periodSeconds: 1, timeoutSeconds: 20, failureThreshold: 1 },
  /** 5 minutes without any answer: long after readiness has moved the clients. */
  liveness: { periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 30 },
  /** 5 minutes, as a Java application server may take. */
  startup: { periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 300 },
} as const satisfies Record<string, ProbeTiming>;

/** What the probes are where they do not say it themselves. */
export interface ProbeDefaults {
  readonly probePath: pulumi.Input<string>;
  /** @default - `probePath` */
  readonly readinessPath?: pulumi.Input<string>;
  /** The name of the application's port. */
  readonly port: string;
  readonly drainMode: DrainMode;
}

/** Fills in what was left out. */
export function planProbes(args: ProbesArgs, defaults: ProbeDefaults): Probes {
  const { probePath, readinessPath = probePath, port, drainMode } = defaults;
  const { readiness, liveness, startup } = args;
  return {
    startup: planProbe(startup, { path: probePath, port, timing: defaultTimings.startup }),
    readiness: planProbe(readiness, {
      path: readinessPath,
      port,
      timing: readinessTiming(drainMode),
    }),
    ...(liveness && {
      liveness: planProbe(liveness, { path: probePath, port, timing: defaultTimings.liveness }),
    }),
  };
}

/** The readiness probe's numbers where nothing else is said. */
export function readinessTiming(drainMode: DrainMode): ProbeTiming {
  return drainMode === "app" ? defaultTimings.readinessOfDrainApp : defaultTimings.readiness;
}

function planProbe(
  args: ProbeArgs = {},
  { path, port, timing }: { path: pulumi.Input<string>; port: string; timing: ProbeTiming },
): Probe {
  return {
    path: args.path ?? path,
    port: args.port ?? port,
    headers: args.headers ?? {},
    periodSeconds: args.periodSeconds ?? timing.periodSeconds,
    timeoutSeconds: args.timeoutSeconds ?? timing.timeoutSeconds,
    failureThreshold: args.failureThreshold ?? timing.failureThreshold,
  };
}

type ContainerProbes = Pick<
  k8s.types.input.core.v1.Container,
  "startupProbe" | "readinessProbe" | "livenessProbe"
>;

/**
 * The fields of the container.
 *
 * @param scheme what the application speaks on the ports that are asked
 */
export function containerProbes(
  { startup, readiness, liveness }: Probes,
  scheme: "HTTP" | "HTTPS",
): ContainerProbes {
  return {
    startupProbe: containerProbe(startup, scheme),
    readinessProbe: containerProbe(readiness, scheme),
    ...(liveness && { livenessProbe: containerProbe(liveness, scheme) }),
  };
}

function containerProbe(
  { path, port, headers, ...timing }: Probe,
  scheme: "HTTP" | "HTTPS",
): k8s.types.input.core.v1.Probe {
  const httpHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    httpGet: {
      path,
      port,
      ...(scheme === "HTTPS" && { scheme }),
      ...(httpHeaders.length > 0 && { httpHeaders }),
    },
    ...timing,
  };
}
