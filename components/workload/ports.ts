import type { Plan } from "../resolve/plan";

/** The name of the port on the pods, the Services, the Ingress and the Route. */
export const portName = "http";

/** The port of the ClusterIP Service, whatever the port of the pods is. */
export const servicePort = 80;

/** The further ports of the pods, by their names there and on the Service, each once. */
export function furtherPorts({ pathPorts }: Pick<Plan, "pathPorts">): Record<string, number> {
  return Object.fromEntries(
    Object.values(pathPorts).map((port) => [furtherPortName(port), Number(port)]),
  );
}

export function furtherPortName(port: string): string {
  return `port-${port}`;
}
