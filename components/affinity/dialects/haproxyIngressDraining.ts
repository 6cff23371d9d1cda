import type { Target, Dialect } from "../dialect";
import type { NativeSettings } from "../setting";
import { haproxyIngress } from "./haproxyIngress";

const prefix = "haproxy-ingress.github.io";
const { target } = haproxyIngress;

/**
 * With drain support a pod keeps its clients until it is deleted, ready or not (`GetTerminatingPods`), and
 * HAProxy sends them even to a server that it knows to be down (`option persist`). So HAProxy itself has to
 * look at the drain gate, and to use what it sees. Twice: a packet that is lost must move nobody.
 */
function leavesWithTheGate(port: number): NativeSettings {
  return {
    [`${prefix}/health-check-port`]: String(port),
    [`${prefix}/health-check-fall-count`]: "2",
    [`${prefix}/config-backend`]: "no option persist",
  };
}

const watching: Target = {
  ...target,
  write: (native, application) => {
    const { ingress, ...others } = target.write(native, application);
    const { gatePort } = application;
    return ingress === undefined || gatePort === undefined
      ? { ...others, ...(ingress && { ingress }) }
      : {
          ...others,
          ingress: {
            ...ingress,
            annotations: { ...ingress.annotations, ...leavesWithTheGate(gatePort) },
          },
        };
  },
};

/** haproxy-ingress with `drain-support: "true"` in its ConfigMap. */
export const haproxyIngressDraining: Dialect = {
  ...haproxyIngress,
  id: "haproxy-ingress-drain-support",
  title: "haproxy-ingress with drain support",
  variantOf: haproxyIngress.id,
  target: watching,
  promises: { ...haproxyIngress.promises, keepsTerminatingPods: true },
  keepsUnreadyPods: true,
  sources: [
    ...haproxyIngress.sources,
    "jcmoraisjr/haproxy-ingress: pkg/converters/ingress/ingress.go, `addEndpoints`",
    "haproxy/haproxy: doc/configuration.txt, “option persist”",
  ],
  prerequisites: [
    'The ConfigMap of haproxy-ingress has to have drain-support: "true", else a terminating pod loses its clients at once.',
    "For the drain gate its Ingress has an annotation config-backend, which haproxy-ingress must not refuse (--disable-config-keywords).",
  ],
};
