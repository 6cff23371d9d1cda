import * as pulumi from "@pulumi/pulumi";
import type { Application, HealthCheck } from "../affinity/application";
import { leastDrainSeconds } from "../affinity/drainTime";
import type { Problem } from "../affinity/problem";
import type { FilledArgs } from "../args/fillDefaults";
import type { StickyAppArgs } from "../args/stickyAppArgs";
import { planSessionStore } from "../sessionStore/sessionStorePlan";
import { hasGate, planDrain } from "../workload/drain";
import { furtherPorts, portName, servicePort } from "../workload/ports";
import { planProbes, type Probes } from "../workload/probes";
import { caveatsOf } from "./caveats";
import type { Plan } from "./plan";
import { applicationRules } from "./rules";
import { type Kind, type ResolveOptions, settle } from "./settle";

const application: Kind = {
  component: "StickyApp",
  rules: applicationRules,
  backendOf: (
    args,
  ): Pick<Application, "servicePort" | "gatePort" | "hasPathPorts" | "healthCheck"> => {
    const { drain } = args;
    return {
      servicePort,
      hasPathPorts: Object.keys(args.pathPorts).length > 0,
      healthCheck: healthCheckOf(probesOf(args)),
      ...(hasGate(drain.mode) && { gatePort: drain.gate.port }),
    };
  },
};

/** Decides everything of an application, or says everything that is wrong. It makes nothing. */
export function resolve(
  logicalName: string,
  args: StickyAppArgs,
  options: ResolveOptions = {},
): { plan: Plan } | { problems: readonly Problem[] } {
  const resolved = settle(application, logicalName, args, options);
  if ("problems" in resolved) {
    return resolved;
  }
  const { settled } = resolved;
  const { args: filled, name, dialect, ingressClassName, translation } = settled;
  return {
    plan: {
      ...filled,
      // Nothing is settled without it.
      image: filled.image ?? "",
      component: "StickyApp",
      name,
      logicalName,
      dialect,
      ingressClassName,
      sessionStore: planSessionStore(filled.sessionStore),
      drain: planDrain(filled.drain, {
        ports: [filled.port, ...Object.values(furtherPorts(filled))],
        settleSeconds: leastDrainSeconds(dialect),
      }),
      probes: probesOf(filled),
      exposure: settled.application.exposure,
      exposureAnnotations: settled.exposureAnnotations,
      translation,
      transform: options.transform ?? {},
      notes: [...caveatsOf(settled.context, settled.source), ...translation.notes],
    },
  };
}

function probesOf(args: FilledArgs): Probes {
  return planProbes(args, {
    probePath: args.probePath,
    readinessPath: args.drain.readinessPath,
    port: portName,
    // Without a controller, and so without a mode, nothing is made of it.
    drainMode: args.drain.mode ?? "sleep",
  });
}

/** What a load balancer has to ask to know what the kubelet knows. */
function healthCheckOf({ readiness: { path, port, headers } }: Probes): HealthCheck {
  // The name of the application's own port says nothing outside of the pod.
  return { path, ...(port !== portName && { port: asText(port) }), headers: Object.keys(headers) };
}

function asText(value: pulumi.Input<number | string>): pulumi.Input<string> {
  return typeof value === "number" ? String(value) : pulumi.output(value).apply(String);
}
