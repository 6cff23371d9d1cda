import type { types as kx } from "@pulumi/kubernetesx";
import type { Platform } from "../affinity/platform";
import { valueAt } from "../affinity/objects";
import { argsSettings } from "../args/settings.generated";
import type { DrainGateArgs } from "../args/stickyAppArgs";
import { gateContainers, gateVolumes, preStop } from "../workload/drain";
import { defaultTimings } from "../workload/probes";
import type { Lacks } from "./lacks";
import type { Container, ExistingWorkload } from "./workload";

/** YAML for what a workload lacks. */
export interface Lines {
  /** What is merged into the workload. */
  readonly patch?: string;
  /** Another object. */
  readonly beside?: string;
}

/** The lines that add what is lacking, with the numbers that `StickyApp` has. */
export async function linesFor(
  lacks: Lacks,
  workload: ExistingWorkload,
  platform: Platform,
): Promise<Lines> {
  // Only where there is something to say: loading it takes a while.
  const { stringify } = await import("yaml");
  const spec = {
    ...(lacks.replicas && { replicas: 2 }),
    ...templateFor(lacks, workload, platform),
  };
  const isEmpty = Object.keys(spec).length === 0;
  return {
    ...(!isEmpty && { patch: stringify({ spec }).trimEnd() }),
    ...(lacks.budget && { beside: stringify(budgetFor(workload)).trimEnd() }),
  };
}

function templateFor(lacks: Lacks, { container }: ExistingWorkload, platform: Platform): object {
  const { readiness, sleepSeconds: seconds, graceSeconds } = lacks;
  const own = {
    ...(readiness && { readinessProbe: readinessProbeFor(container) }),
    ...(seconds !== undefined && preStop({ ...drain, mode: "sleep", seconds })),
  };
  const gate = lacks.gate ? { ...drain, mode: "gate" as const, seconds: 0 } : undefined;
  const containers = [
    ...(Object.keys(own).length > 0 ? [{ name: container.name, ...own }] : []),
    ...(gate ? gateContainers(gate, platform).map(withPortList) : []),
  ];
  const spec = {
    ...(graceSeconds !== undefined && { terminationGracePeriodSeconds: graceSeconds }),
    ...(containers.length > 0 && { containers }),
    ...(gate && { volumes: gateVolumes(gate) }),
  };
  return Object.keys(spec).length > 0 ? { template: { spec } } : {};
}

const drain = {
  terminationGracePeriodSeconds: 0,
  gate: {
    image: String(defaultOf("drain.gate.image")),
    port: Number(defaultOf("drain.gate.port")),
  } satisfies Required<DrainGateArgs>,
};

function defaultOf(property: string): unknown {
  return argsSettings.find((setting) => setting.property === property)?.default;
}

/** With ports as Kubernetes has them; kubernetesx takes a map. */
function withPortList({ ports, ...gate }: kx.Container): object {
  return {
    ...gate,
    ports: Object.entries(ports ?? {}).map(([name, containerPort]: [string, unknown]) => ({
      name,
      containerPort,
    })),
  };
}

/** What asks already whether it lives is asked whether it is ready too; else the path is the author's to know. */
function readinessProbeFor({ otherProbe, port }: Container): object {
  const handler = (["httpGet", "tcpSocket", "grpc", "exec"] as const)
    .map((name) => ({ name, value: valueAt(otherProbe, name) }))
    .find(({ value }) => value !== undefined);
  return {
    ...(handler ? { [handler.name]: handler.value } : { httpGet: { path: "<path>", port } }),
    ...defaultTimings.readiness,
  };
}

function budgetFor({ namespace, name, selector }: ExistingWorkload): object {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name, namespace },
    spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
  };
}
