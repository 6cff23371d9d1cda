import { leastDrainSeconds, whyLeastDrainSeconds } from "../../affinity/drainTime";
import type { Problem } from "../../affinity/problem";
import { hasGate } from "../../workload/drain";
import type { Context, Rule } from "../context";

/** A pod ends in a way that its controller bears, and the gate has a port of its own. */
export const checkDrain: Rule = (context) => [
  ...modeProblems(context),
  ...timeProblems(context),
  ...gatePortProblems(context),
];

function modeProblems({ args, dialect, followsCookies }: Context): Problem[] {
  const { mode } = args.drain;
  const problem = { setting: "drain.mode", got: mode, example: "gate" };
  if (dialect === undefined || !followsCookies) {
    return [];
  }
  if (mode === "sleep") {
    return [
      {
        ...problem,
        reason: `${dialect.title} sends a client to the pod in its cookie until that pod is no longer serving, so all requests after the sleep would be lost`,
        allowed: "gate, sessions, app; off to lose requests",
      },
    ];
  }
  if (mode === "app" && dialect.keepsUnreadyPods === true) {
    return [
      {
        ...problem,
        reason: `${dialect.title} keeps clients on a pod that is not ready, so all requests after the application's end would be lost`,
        allowed: "gate, sessions; off to lose requests",
      },
    ];
  }
  return [];
}

function timeProblems({ given, args, dialect, isRefused }: Context): Problem[] {
  const seconds = given.drain?.seconds;
  const least = leastDrainSeconds(dialect);
  const hasEffect = args.drain.mode !== undefined && args.drain.mode !== "off";
  if (seconds === undefined || seconds >= least || !hasEffect || isRefused("drain.seconds")) {
    return [];
  }
  return [
    {
      setting: "drain.seconds",
      got: seconds,
      reason: whyLeastDrainSeconds(dialect),
      allowed: `a whole number of seconds from ${least} to 86400`,
      example: "10",
    },
  ];
}

function gatePortProblems({ args: { drain, port }, isRefused }: Context): Problem[] {
  if (!hasGate(drain.mode) || drain.gate.port !== port || isRefused("port")) {
    return [];
  }
  return [
    {
      setting: "drain.gate.port",
      got: port,
      reason: "the application listens on it",
      allowed: "a whole number from 1024 to 65535, other than the application's port",
      example: String(port === 65535 ? port - 1 : port + 1),
    },
  ];
}
