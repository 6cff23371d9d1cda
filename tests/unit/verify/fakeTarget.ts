import { KubeConfig } from "@kubernetes/client-node";
import type { Affinity } from "../../../components/affinity/affinity";
import type { Exposure } from "../../../components/affinity/exposure";
import { findDialect } from "../../../components/affinity/dialects";
import type { CheckSettings } from "../../../verify/checks/check";
import type { LiveExposure, LiveObjects, LiveService } from "../../../verify/cluster/liveObjects";
import type { Pods } from "../../../verify/cluster/pods";
import { servingAt } from "../../../verify/cluster/serving";
import { helloIdentity } from "../../../verify/identity";
import { expectationOf } from "../../../verify/subject/expectation";
import type { ClusterSide, Target } from "../../../verify/subject/target";

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/** The annotations of a Service whose cookie Traefik is to set. */
export const traefikAnnotations: Readonly<Record<string, string>> = {
  [sticky]: "true",
  [`${sticky}.name`]: "hello",
  [`${sticky}.path`]: "/",
  [`${sticky}.secure`]: "false",
  [`${sticky}.httponly`]: "true",
};

/** What a test may say of the application. */
export interface TargetArgs {
  readonly url: URL;
  /** The application under further hosts. */
  readonly otherUrls?: readonly URL[];
  readonly pods?: Pods;
  readonly service?: Partial<LiveService>;
  readonly exposure?: Partial<LiveExposure>;
  readonly objects?: Partial<LiveObjects>;
  /** Further Ingresses and Routes that lead to the Service. */
  readonly also?: readonly LiveExposure[];
  /** The description that was deployed; null where there is none. */
  readonly affinity?: Affinity | null;
  readonly controller?: string;
}

/** An application as this project deploys it on Traefik, but for what the test says. */
export function fakeTarget(args: TargetArgs): Target {
  const { url, pods, affinity = { cookie: { name: "hello" } }, controller = "traefik" } = args;
  const dialect = findDialect(controller);
  const exposure: Exposure = { host: url.hostname, path: url.pathname, tls: "none" };
  return {
    url,
    ...(args.otherUrls && { otherUrls: args.otherUrls }),
    expectation:
      dialect && affinity
        ? expectationOf(dialect, affinity, { name: "hello", exposure })
        : dialect
          ? { dialect, promises: dialect.promises }
          : {},
    ...(pods && { cluster: clusterSide(args, pods) }),
  };
}

/** The objects of an application on Traefik. */
export function fakeObjects({
  url,
  service,
  exposure,
  also = [],
  objects,
}: TargetArgs): LiveObjects {
  return {
    namespace: "shop",
    service: {
      ...{ kind: "Service", name: "hello", annotations: traefikAnnotations },
      ...{ selector: { app: "hello" }, sessionAffinity: "None", publishNotReadyAddresses: false },
      ...service,
    },
    exposures: [
      {
        ...{ kind: "Ingress", name: "hello", annotations: {}, hosts: [url.hostname] },
        rules: [{ host: url.hostname, path: "/", exact: false }],
        spec: ingressSpec(url.hostname),
        ...{ ingressClass: "traefik", ingressController: "traefik.io/ingress-controller" },
        ...exposure,
      },
      ...also,
    ],
    ...{ neighbours: [], otherPodLabels: [{ app: "hello" }], unreadable: [] },
    ...objects,
  };
}

/** An Ingress that sends all of the host to the Service. */
function ingressSpec(host: string): object {
  const backend = { service: { name: "hello", port: { number: 80 } } };
  return { rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] };
}

function clusterSide(args: TargetArgs, pods: Pods): ClusterSide {
  return {
    kubeConfig: new KubeConfig(),
    service: { namespace: "shop", name: "hello" },
    objects: servingAt(fakeObjects(args), args.url),
    pods,
  };
}

export const settings: CheckSettings = {
  ...{ identity: helloIdentity, paths: [], insecure: false, headers: {} },
  ...{ clients: 6, rate: 600, newClients: 0.2, holdSeconds: 0.05 },
};
