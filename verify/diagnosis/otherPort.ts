import { listAt, textAt, valueAt } from "../../components/affinity/objects";
import { hostRank, isBelow } from "../cluster/serving";
import type { Cause } from "./evidence";

/**
 * Where a path goes to another port of the same Service. The pods are the same ones, but to most controllers each port
 * is a backend of its own, whose cookie values the other one does not know.
 */
export function otherPort(path: string): Cause {
  return ({ target, survey }) => {
    const { url, cluster } = target;
    if (cluster === undefined) {
      return undefined;
    }
    const { service, exposures } = cluster.objects;
    for (const { kind, name, spec } of exposures) {
      const [here, there] = [url.pathname, new URL(path, url).pathname].map((pathname) =>
        portAt(spec, { host: url.hostname, pathname, service: service.name }),
      );
      if (here !== undefined && there !== undefined && here !== there) {
        return `The ${kind} ${name} sends ${path} to port ${there} of the Service ${service.name} and ${url.pathname} to port ${here}: to the controller these are two backends that both call their cookie "${survey.cookieName ?? ""}", with values of their own, and each replaces the other's. One port for both, with a container in the pod that passes ${path} on; or a controller that knows a pod at each of its ports (pathPorts in docs/configuration.md).`;
      }
    }
    return undefined;
  };
}

interface Request {
  readonly host: string;
  readonly pathname: string;
  /** The Service that it has to go to. */
  readonly service: string;
}

/** The port of the Service that an Ingress sends a request to: that of the longest path. */
function portAt(spec: unknown, { host, pathname, service }: Request): string | undefined {
  const paths = listAt(spec, "rules")
    .filter((rule) => hostRank(textAt(rule, "host") ?? "", host) >= 0)
    .flatMap((rule) => listAt(rule, "http", "paths"))
    .filter((candidate) => isBelow(pathname, textAt(candidate, "path") ?? "/"))
    .toSorted((one, other) => lengthOf(other) - lengthOf(one));
  const backend = valueAt(paths[0], "backend", "service");
  const number = valueAt(backend, "port", "number");
  const port =
    textAt(backend, "port", "name") ?? (typeof number === "number" ? String(number) : undefined);
  return textAt(backend, "name") === service ? port : undefined;
}

function lengthOf(path: unknown): number {
  return textAt(path, "path")?.length ?? 0;
}
