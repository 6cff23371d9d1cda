import type { Problem } from "../affinity/problem";
import type { StickyAppArgs } from "../args/stickyAppArgs";
import { planSessionStore } from "../sessionStore/sessionStorePlan";
import { planDrain } from "../workload/drain";
import { portName, servicePort } from "../workload/ports";
import { planProbes } from "../workload/probes";
import type { Plan } from "./plan";
import { applicationRules } from "./rules";
import { type Kind, type ResolveOptions, settle } from "./settle";

const application: Kind = {
  component: "StickyApp",
  rules: applicationRules,
  backendOf: (args) => {
    const drain = planDrain(args.drain);
    return { servicePort, ...(drain.mode === "gate" && { gatePort: drain.gate.port }) };
  },
};

/** Decides everything of an application, or says everything that is wrong. It makes nothing. */
export function resolve(
  name: string,
  args: StickyAppArgs,
  options: ResolveOptions = {},
): { plan: Plan } | { problems: readonly Problem[] } {
  const resolved = settle(application, name, args, options);
  if ("problems" in resolved) {
    return resolved;
  }
  const { args: filled, dialect, ingressClassName, translation } = resolved.settled;
  const drain = planDrain(filled.drain);
  return {
    plan: {
      ...filled,
      // Nothing is settled without it.
      image: filled.image ?? "",
      component: "StickyApp",
      name,
      dialect,
      ingressClassName,
      sessionStore: planSessionStore(filled.sessionStore),
      drain,
      probes: planProbes(filled, {
        probePath: filled.probePath,
        readinessPath: filled.drain.readinessPath,
        port: portName,
        drainMode: drain.mode,
      }),
      exposure: resolved.settled.application.exposure,
      translation,
      transform: options.transform ?? {},
    },
  };
}
