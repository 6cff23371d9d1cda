import { dialects } from "../../affinity/dialects";
import type { Problem } from "../../affinity/problem";
import type { Context, Rule } from "../context";

/** A pod that waits for its sessions has them for as long: its own clients are sent to it, and others elsewhere. */
export const checkSessionDrain: Rule = (context) =>
  context.args.drain.mode === "sessions" && !context.isRefused("drain.mode")
    ? [...forgotten(context), ...alone(context), ...times(context), ...ends(context)]
    : [];

/** The controllers of a platform that keep clients on a terminating pod. */
function able(): string {
  return dialects
    .filter(({ promises }) => promises.keepsTerminatingPods)
    .map(({ id }) => id)
    .join(", ");
}

/** No client would come to the pod while it waits. */
function forgotten({ args, dialect, followsCookies }: Context): Problem[] {
  if (dialect === undefined || followsCookies) {
    return [];
  }
  const problem = { setting: "drain.mode", got: "sessions", example: "sleep" };
  return [
    args.affinity.type === "none"
      ? {
          ...problem,
          reason: "without affinity no client stays on a pod, so there is nothing to wait for",
          allowed: "sleep, gate, app, off; sessions with {affinity.type} cookie",
        }
      : {
          ...problem,
          reason: `${dialect.title} sends nobody to a pod that was told to end, so its sessions are over at once`,
          allowed: `sleep, gate, app, off; sessions with one of the controllers ${able()}`,
        },
  ];
}

/** New clients would have no pod at all. */
function alone({ args, isRefused }: Context): Problem[] {
  return args.replicas > 1 || isRefused("replicas")
    ? []
    : [
        {
          setting: "replicas",
          got: args.replicas,
          reason: "while the only pod waits for its sessions, new clients would have none",
          allowed: "2 or more; 1 with another {drain.mode}",
          example: "2",
        },
      ];
}

function times({ args: { drain }, isRefused }: Context): Problem[] {
  const { sessionSeconds, idleSeconds } = drain;
  if (isRefused("drain.sessionSeconds")) {
    return [];
  }
  if (sessionSeconds === undefined) {
    return [
      {
        setting: "drain.sessionSeconds",
        reason: "an update, and the drain of a node, waits for so long for each pod",
        allowed: "a whole number of seconds from 10 to 86400",
        example: "1800",
      },
    ];
  }
  return idleSeconds === undefined || idleSeconds < sessionSeconds
    ? []
    : [
        {
          setting: "drain.idleSeconds",
          got: idleSeconds,
          reason: `after {drain.sessionSeconds}, ${sessionSeconds} s, no pod waits any longer`,
          allowed: `a whole number of seconds below ${sessionSeconds}, from 10 on`,
          example: null,
        },
      ];
}

/** What ends the wait is one thing. */
function ends({ given }: Context): Problem[] {
  const { sessionsPath, idleSeconds } = given.drain ?? {};
  return sessionsPath === undefined || idleSeconds === undefined
    ? []
    : [
        {
          setting: "drain.idleSeconds",
          got: idleSeconds,
          reason:
            "{drain.sessionsPath} knows better: by idleness those would be logged out who only read",
          allowed: "one of the two",
          example: null,
        },
      ];
}
