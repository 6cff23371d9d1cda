import { dialects } from "../../affinity/dialects";
import type { Problem } from "../../affinity/problem";
import { partOf } from "../../args/paths";
import { hasGate } from "../../workload/drain";
import { servicePort } from "../../workload/ports";
import type { Context, Rule } from "../context";

/** Each further port of the pods is one of its own, and the controller keeps a client on one pod at all of them. */
export const checkPathPorts: Rule = (context) => {
  const { args, isRefused } = context;
  return Object.keys(args.pathPorts).length === 0 || isRefused("pathPorts")
    ? []
    : [...torn(context), ...taken(context), ...uncovered(context)];
};

/** Two backends that the controller keeps apart would each replace the other's cookie. */
function torn({ args, dialect }: Context): Problem[] {
  const { exposedBy, title = "", knowsPodsAtEveryPort = false } = dialect ?? {};
  const isIngress = exposedBy?.createdBy === "ingress";
  if (
    dialect === undefined ||
    (isIngress && (knowsPodsAtEveryPort || args.affinity.type === "none"))
  ) {
    return [];
  }
  const able = dialects.filter((other) => other.knowsPodsAtEveryPort).map(({ id }) => id);
  return [
    {
      setting: "pathPorts",
      got: args.pathPorts,
      reason: `each port is a backend of its own for ${title}, with cookie values of its own: the two would overwrite each other's cookie, and the client would change its pod with each change of path`,
      allowed: `unset with a container in the pod that passes the paths on to their ports; one of the controllers ${able.join(", ")}`,
      example: null,
    },
  ];
}

/** A port that something else has. */
function taken({ args }: Context): Problem[] {
  const { port, drain, pathPorts } = args;
  const others = new Map<unknown, string>([
    [servicePort, "the Service has it for {port}"],
    ...(hasGate(drain.mode) ? ([[drain.gate.port, "{drain.gate.port} is the same"]] as const) : []),
    [port, "{port} is the same"],
  ]);
  return Object.entries(pathPorts).flatMap(([path, number]) => {
    const reason = others.get(Number(number));
    return reason === undefined
      ? []
      : [
          {
            setting: partOf("pathPorts", path),
            got: number,
            reason,
            allowed: "another port of the pods",
            example: null,
          },
        ];
  });
}

/** A path that the cookie is not sent to. */
function uncovered({ args }: Context): Problem[] {
  const { path: cookiePath = "/" } = args.affinity.cookie;
  const base = cookiePath.replace(/\/$/, "");
  return args.affinity.type === "none"
    ? []
    : Object.keys(args.pathPorts)
        .filter((path) => path !== base && !path.startsWith(`${base}/`))
        .map((path) => ({
          setting: partOf("pathPorts", path),
          got: args.pathPorts[path],
          reason: `a browser would not send the cookie there: {affinity.cookie.path} is ${cookiePath}`,
          allowed: `a path below ${cookiePath}, or {affinity.cookie.path} /`,
          example: null,
        }));
}
