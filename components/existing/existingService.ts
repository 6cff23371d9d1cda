import { listAt, type PlainObject, textAt, valueAt } from "../affinity/objects";
import type { Problem } from "../affinity/problem";
import { isPlainObject } from "../args/paths";
import type { ServiceReference } from "../resolve/plan";

/** A Service of the cluster, as far as another one can lead to the same pods. */
export interface ExistingService {
  readonly namespace: string;
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly port: ExistingPort;
}

export interface ExistingPort {
  /** A Service's only port may have none. */
  readonly name?: string;
  readonly number: number;
  /** On the pods: its number, or the name that it has there. */
  readonly targetPort: number | string;
  readonly appProtocol?: string;
}

/** What a Service is exposed by, or why it cannot be. */
export function readService(
  object: PlainObject,
  { name, port }: ServiceReference,
  namespace: string,
): { service: ExistingService } | { problem: Problem } {
  const selector = selectorOf(object);
  const title = `the Service ${namespace}/${name}`;
  const refuse = (reason: string): { problem: Problem } => ({
    problem: {
      setting: "service.name",
      got: `${namespace}/${name}`,
      reason,
      allowed: "a Service with a selector, whose pods are in the cluster",
      fix: `kubectl get services --namespace ${namespace} --output wide   # SELECTOR tells which have one`,
    },
  });
  if (textAt(object, "spec", "type") === "ExternalName") {
    return refuse(
      `${title} is an ExternalName, another name for a host elsewhere: it has no pods to keep clients on`,
    );
  }
  if (Object.keys(selector).length === 0) {
    return refuse(
      textAt(object, "spec", "clusterIP") === "None"
        ? `${title} is headless and has no selector: it has no address, and nothing tells its pods`
        : `${title} has no selector: its addresses are kept by hand, and nothing tells its pods`,
    );
  }
  const ports = listAt(object, "spec", "ports").flatMap(toPort);
  const chosen =
    port === undefined
      ? ports
      : ports.filter((candidate) => candidate.name === port || String(candidate.number) === port);
  const [only, ...others] = chosen;
  if (only !== undefined && others.length === 0) {
    return { service: { namespace, name, selector, port: only } };
  }
  return {
    problem: {
      setting: "service.port",
      ...(port !== undefined && { got: port }),
      reason: port === undefined ? whyNone(title, ports) : `${title} has no such port for TCP`,
      allowed: ports.map(nameOf).join(", ") || "a Service with a port for TCP",
      example: ports.length > 0 ? "<port>" : null,
    },
  };
}

function whyNone(title: string, ports: readonly ExistingPort[]): string {
  return ports.length === 0
    ? `${title} has no port for TCP`
    : `${title} has ${ports.length} ports, and only its author knows which one serves http`;
}

/** The labels that a Service selects its pods by; none if it does not. */
function selectorOf(object: PlainObject): Record<string, string> {
  const selector = valueAt(object, "spec", "selector");
  return isPlainObject(selector) ? (selector as Record<string, string>) : {};
}

function toPort(port: unknown): ExistingPort[] {
  const number = valueAt(port, "port");
  if (typeof number !== "number" || (textAt(port, "protocol") ?? "TCP") !== "TCP") {
    return [];
  }
  const name = textAt(port, "name");
  const appProtocol = textAt(port, "appProtocol");
  const target = valueAt(port, "targetPort");
  return [
    {
      ...(name !== undefined && { name }),
      number,
      targetPort: typeof target === "string" || typeof target === "number" ? target : number,
      ...(appProtocol !== undefined && { appProtocol }),
    },
  ];
}

function nameOf({ name, number }: ExistingPort): string {
  return name ?? String(number);
}
