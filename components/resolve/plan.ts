import type * as pulumi from "@pulumi/pulumi";
import { type Affinity, defaultsOf, validateCookie } from "../affinity/affinity";
import type { Application } from "../affinity/application";
import { type CookieUse, validateBeside } from "../affinity/collision";
import type { Dialect } from "../affinity/dialect";
import { chooseDialect } from "../affinity/dialects";
import type { Exposure } from "../affinity/exposure";
import type { Problem } from "../affinity/problem";
import { translate, type Translation } from "../affinity/translate";
import { planSessionStore, type SessionStore } from "../sessionStore/sessionStorePlan";
import type {
  AutoscalingArgs,
  Resources,
  RouteSettings,
  StickyAppArgs,
  StorageArgs,
} from "../args/stickyAppArgs";
import type { Transforms } from "../args/transforms";
import { validateArgs } from "./validation/validateArgs";
import { validateDrain } from "./validation/validateDrain";
import { validateProbes } from "./validation/validateProbes";
import { validateNetworkPolicy } from "./validation/validateNetworkPolicy";
import { type Drain, planDrain } from "../workload/drain";
import { proxyNamespaceLabels } from "../workload/networkPolicy";
import { planProbes, type Probes } from "../workload/probes";
import { portName } from "../workload/services";

/** The arguments with every default filled in and the affinity in the controller's words: all that is decided before anything is made. */
export interface Plan {
  readonly name: string;
  readonly namespace?: pulumi.Input<string>;
  readonly dialect: Dialect;
  readonly image: pulumi.Input<string>;
  readonly port: pulumi.Input<number>;
  readonly replicas: number;
  readonly autoscaling?: Required<AutoscalingArgs>;
  readonly minReadySeconds: number;
  readonly storage?: StorageArgs;
  /** Missing where pods can be reached from everywhere. */
  readonly networkPolicy?: { readonly namespaceLabels: Record<string, string> };
  readonly environment: Record<string, pulumi.Input<string>>;
  readonly resources: Required<Resources>;
  readonly probes: Probes;
  readonly writablePaths: readonly string[];
  readonly automountServiceAccountToken: boolean;
  readonly sessionStore?: SessionStore;
  readonly drain: Drain;
  readonly exposure: Exposure;
  readonly ingressClassName?: pulumi.Input<string>;
  readonly tlsSecretName?: pulumi.Input<string>;
  readonly destinationCaCertificate?: pulumi.Input<string>;
  readonly route: RouteSettings;
  readonly awaitIngress: boolean;
  readonly translation: Translation;
  readonly transform: Transforms;
}

/** The port of the ClusterIP Service, whatever the port of the pods is. */
export const servicePort = 80;

const defaultResources = {
  requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "64Mi" },
  // More than that, and the kubelet evicts the pod before the node's disk is full (docs/decisions/0010).
  limits: { cpu: "500m", memory: "128Mi", "ephemeral-storage": "1Gi" },
};

/**
 * Decides everything, or says everything that stands in the way. It makes nothing.
 *
 * @param others the applications beside this one, whose cookies must not be overwritten @default - none
 */
export function makePlan(
  name: string,
  args: StickyAppArgs,
  others: readonly CookieUse[] = [],
): { plan: Plan } | { problems: readonly Problem[] } {
  const problems = oncePerSetting(validateArgs(name, args));
  const affinity = describedAffinity(args);
  const exposure = exposureOf(args);
  const dialect = chooseDialect(args.platform, args.controller);
  const followsCookies = affinity !== undefined && dialect?.promises.keepsTerminatingPods === true;
  const drain = planDrain(args.drain, followsCookies);
  const application: Application = {
    name,
    exposure,
    servicePort,
    ingressClassName: args.ingressClassName ?? dialect?.usualIngressClass,
    tlsSecretName: args.tls?.secretName,
    gateway: args.gateway,
    ...(drain.mode === "gate" && { gatePort: drain.gate.port }),
  };
  const translated = dialect
    ? translate(dialect, affinity, application)
    : { problems: affinity ? withoutController(affinity, application) : [] };
  if ("problems" in translated) {
    problems.push(...unblamed(translated.problems, problems, args));
  }
  const use = affinity && { app: name, cookie: { name, ...affinity.cookie }, exposure };
  if (use && dialect?.cookie.name.settable !== false) {
    problems.push(...unblamed(validateBeside(use, others), problems, args));
  }
  problems.push(
    ...validateDrain(args, followsCookies ? dialect : undefined, dialect),
    ...validateProbes(args, drain, dialect),
    ...validateNetworkPolicy(args, dialect),
  );
  if ("problems" in translated || dialect === undefined || problems.length > 0) {
    return { problems };
  }
  return {
    plan: {
      name,
      namespace: args.namespace,
      dialect,
      image: args.image,
      port: args.port ?? 8080,
      replicas: args.replicas ?? 3,
      autoscaling: args.autoscaling && { targetCpuPercent: 70, ...args.autoscaling },
      minReadySeconds: args.minReadySeconds ?? 5,
      storage: args.storage,
      networkPolicy: args.networkPolicy
        ? { namespaceLabels: proxyNamespaceLabels(args.proxyNamespace ?? dialect.usualNamespace) }
        : undefined,
      environment: args.environment ?? {},
      resources: {
        requests: { ...defaultResources.requests, ...args.resources?.requests },
        limits: { ...defaultResources.limits, ...args.resources?.limits },
      },
      probes: planProbes(args, {
        probePath: args.probePath ?? "/",
        readinessPath: args.drain?.readinessPath,
        port: portName,
        drainMode: drain.mode,
      }),
      writablePaths: args.writablePaths ?? ["/tmp"],
      automountServiceAccountToken: args.automountServiceAccountToken ?? false,
      sessionStore: planSessionStore(args.sessionStore),
      drain,
      exposure,
      ingressClassName: args.ingressClassName ?? dialect.usualIngressClass,
      tlsSecretName: args.tls?.secretName,
      destinationCaCertificate: args.tls?.destinationCaCertificate,
      route: args.route ?? {},
      awaitIngress: args.awaitIngress ?? true,
      translation: translated.translation,
      transform: args.transform ?? {},
    },
  };
}

function describedAffinity({ affinity }: StickyAppArgs): Affinity | undefined {
  return affinity?.type === "none" ? undefined : { cookie: affinity?.cookie ?? {} };
}

/** What is wrong with a description before its controller is known. */
function withoutController({ cookie }: Affinity, application: Application): Problem[] {
  return validateCookie({ ...defaultsOf(application), ...cookie }, application.exposure);
}

function exposureOf({ platform, host, path = "/", tls }: StickyAppArgs): Exposure {
  const termination = tls?.termination ?? "none";
  return {
    host,
    path,
    tls: termination,
    // What a Kubernetes controller does with plain http is a matter of its own settings.
    ...(platform === "openshift" &&
      termination !== "none" && { insecureTraffic: tls?.insecureTraffic ?? "Redirect" }),
  };
}

/** The first problem of each setting: what else is wrong with it may be gone once that is mended. */
function oncePerSetting(problems: readonly Problem[]): Problem[] {
  return problems.filter(
    ({ setting }, index) => problems.findIndex((other) => other.setting === setting) === index,
  );
}

/** The affinity's problems without those that are named already, by their own setting or by the one their value comes from. */
function unblamed(
  found: readonly Problem[],
  named: readonly Problem[],
  { affinity }: StickyAppArgs,
): Problem[] {
  const source = (setting: string) =>
    setting === "affinity.cookie.name" && affinity?.cookie?.name === undefined ? "name" : setting;
  return found.filter(({ setting }) => !named.some((other) => other.setting === source(setting)));
}
