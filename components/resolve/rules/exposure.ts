import { isWildcard } from "../../affinity/exposure";
import type { Problem } from "../../affinity/problem";
import { formats } from "../../args/formats";
import type { Context, Rule } from "../context";

/** An application on Kubernetes has a host, which its controller can serve; a Route can get one from its router. */
export const checkExposure: Rule = (context) => [...missingHost(context), ...wildcards(context)];

function missingHost({ given, isRefused }: Context): Problem[] {
  const { host, hosts = [], platform } = given;
  const isMissing =
    host === undefined && hosts.length === 0 && platform === "kubernetes" && !isRefused("host");
  return isMissing && !isRefused("hosts")
    ? [
        {
          setting: "host",
          reason: "an Ingress needs the DNS name that clients use",
          allowed: formats.hostName.allowed,
          example: "<host>",
        },
      ]
    : [];
}

function wildcards({ given, dialect }: Context): Problem[] {
  const reason = dialect?.noWildcardHosts;
  if (reason === undefined) {
    return [];
  }
  const { host, hosts = [] } = given;
  const named = [
    { setting: "host", got: host },
    ...hosts.map((got, index) => ({ setting: `hosts[${index}]`, got })),
  ];
  return named
    .filter(({ got }) => got !== undefined && isWildcard(got))
    .map(({ setting, got }) => ({
      setting,
      got,
      reason,
      allowed: "each DNS name by itself",
      example: setting === "host" ? "<host>" : null,
    }));
}
