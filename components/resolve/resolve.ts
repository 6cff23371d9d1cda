import * as pulumi from "@pulumi/pulumi";
import { defaultsOf, validateCookie } from "../affinity/affinity";
import type { Application, HealthCheck, LoadBalancer } from "../affinity/application";
import { type CookieUse, validateBeside } from "../affinity/collision";
import { familyOf } from "../affinity/dialect";
import { chooseDialect } from "../affinity/dialects";
import { type Exposure, isTlsServed, servedUnder } from "../affinity/exposure";
import type { Problem } from "../affinity/problem";
import { translate, type Translation } from "../affinity/translate";
import { checkArgs } from "../args/checkArgs";
import { problemOf } from "../args/checkValue";
import { fillDefaults, type FilledArgs } from "../args/fillDefaults";
import { getProperty, isWithin, setProperty } from "../args/paths";
import { argsSettings, programSettings } from "../args/settings.generated";
import type { StickyAppArgs } from "../args/stickyAppArgs";
import type { Transforms } from "../args/transforms";
import { planSessionStore } from "../sessionStore/sessionStorePlan";
import { withoutStack } from "../withoutStack";
import { planDrain } from "../workload/drain";
import { portName, servicePort } from "../workload/ports";
import { planProbes, type Probes } from "../workload/probes";
import type { Context } from "./context";
import type { Plan } from "./plan";
import { type ArgsSource, programSource, reportProblems } from "./report";
import { rules } from "./rules";
import { fittingKey } from "./rules/certificate";
import { checkAnnotations } from "./rules/annotations";

/** What `resolve` is told beside the arguments. */
export interface ResolveOptions {
  /** Where the arguments come from, for messages. @default - a program */
  readonly source?: ArgsSource;
  /** The applications beside this one, whose cookies must not be overwritten. @default - none */
  readonly others?: readonly CookieUse[];
  /** The name of the application and of its objects. @default - that of the component */
  readonly objectName?: string;
  /** The names of the components beside this one. @default - none */
  readonly components?: readonly string[];
  /** Stands for the cluster that it is made on; compared by identity. @default - that of the default provider */
  readonly cluster?: unknown;
  readonly transform?: Transforms;
}

/**
 * Decides everything, or says everything that is wrong: the arguments are checked one by one, the dialect is
 * chosen, defaults are filled in, the rules across settings are checked, and the affinity is translated. It makes
 * nothing.
 */
export function resolve(
  component: string,
  args: StickyAppArgs,
  options: ResolveOptions = {},
): { plan: Plan } | { problems: readonly Problem[] } {
  const { source = programSource(component), others = [], cluster, transform = {} } = options;
  const { objectName: name = component, components = [] } = options;
  const fail = (problem: Problem) =>
    withoutStack(new pulumi.RunError(reportProblems([problem], source)));
  const checked = checkArgs(args, fail);
  const { problems: unreadable = [] } = source;
  const problems = [
    ...unreadable,
    ...sameComponent(component, components),
    ...[...nameProblems(name), ...checked.problems].filter(
      ({ setting }) => !unreadable.some((problem) => problem.setting === setting),
    ),
  ];
  const isRefused = (property: string) =>
    problems.some(({ setting }) => isWithin(property, setting) || isWithin(setting, property));

  const given = checked.args;
  const dialect = isRefused("platform")
    ? undefined
    : chooseDialect(given.platform, given.controller);
  const filled = fillDefaults(given);
  const followsCookies =
    filled.affinity.type === "cookie" && dialect?.promises.keepsTerminatingPods === true;
  filled.drain.mode ??= dialect && (followsCookies ? "gate" : "sleep");
  const context = { name, given, args: filled, dialect, followsCookies, isRefused };
  for (const rule of rules) {
    problems.push(...rule(context));
  }
  const drain = planDrain(filled.drain);
  const probes = planProbes(filled, {
    probePath: filled.probePath,
    readinessPath: filled.drain.readinessPath,
    port: portName,
    drainMode: drain.mode,
  });
  const application: Application = {
    name,
    exposure: exposureOf(filled),
    servicePort,
    ingressClassName: filled.ingressClassName ?? dialect?.usualIngressClass,
    tlsSecretName: filled.tls.secretName,
    gateway: filled.gateway,
    hasPathPorts: Object.keys(filled.pathPorts).length > 0,
    healthCheck: healthCheckOf(probes),
    loadBalancer: loadBalancerOf(filled),
    ...(drain.mode === "gate" && { gatePort: drain.gate.port }),
  };
  const translated = translateAffinity(context, application, { others, cluster });
  problems.push(...("problems" in translated ? translated.problems : []));
  const translation = "translation" in translated ? translated.translation : undefined;
  problems.push(...checkAnnotations(context, translation));
  if ("problems" in translated || dialect === undefined || problems.length > 0) {
    return { problems: inOrder(problems) };
  }
  filled.tls.key = fittingKey(filled.tls, fail);
  keepSecrets(filled);
  return {
    plan: {
      ...filled,
      name,
      component,
      dialect,
      ingressClassName: filled.ingressClassName ?? dialect.usualIngressClass,
      sessionStore: planSessionStore(filled.sessionStore),
      drain,
      probes,
      exposure: application.exposure,
      // What is passed on in annotations came into the plan as inputs.
      exposureAnnotations: { ...dialect.exposedBy.annotations?.(application) } as Record<
        string,
        pulumi.Input<string>
      >,
      translation: translated.translation,
      transform,
    },
  };
}

/** Pulumi itself would find out only when a part of it is made. */
function sameComponent(component: string, others: readonly string[]): Problem[] {
  return others.includes(component)
    ? [
        {
          setting: "name",
          got: component,
          reason:
            "the program has another component of this name, by which Pulumi tells its resources apart",
          allowed:
            "a name of its own; for the same application in two namespaces or clusters with the option objectName, the name of the objects",
          fix: `new StickyApp(..., args, { objectName: ${JSON.stringify(component)} })`,
        },
      ]
    : [];
}

function nameProblems(name: unknown): Problem[] {
  return programSettings
    .filter(({ property }) => property === "name")
    .flatMap((setting) => problemOf(setting, "name", name) ?? []);
}

function exposureOf({ platform, host, hosts, path, tls }: FilledArgs): Exposure {
  const { termination, insecureTraffic = "Redirect" } = tls;
  return {
    ...servedUnder(host === undefined ? hosts : [host, ...hosts]),
    path,
    tls: termination,
    // What a Kubernetes controller does with plain http is a matter of its own settings.
    ...(platform === "openshift" && isTlsServed({ tls: termination }) && { insecureTraffic }),
  };
}

/** What a load balancer has to ask to know what the kubelet knows. */
function healthCheckOf({ readiness: { path, port } }: Probes): HealthCheck {
  // The name of the application's own port says nothing outside of the pod.
  return { path, ...(port !== portName && { port: asText(port) }) };
}

function loadBalancerOf({ loadBalancer: { scheme, certificateArns } }: FilledArgs): LoadBalancer {
  return {
    ...(scheme !== undefined && { scheme }),
    ...(certificateArns !== undefined && {
      certificateArns: pulumi.all(certificateArns).apply((arns) => arns.join(",")),
    }),
  };
}

function asText(value: pulumi.Input<number | string>): pulumi.Input<string> {
  return typeof value === "number" ? String(value) : pulumi.output(value).apply(String);
}

/** What the answers of a controller depend on. */
const decisive = [
  ...["name", "platform", "path", "tls.termination", "tls.insecureTraffic", "affinity.type"],
  ...["affinity.cookie.path", "affinity.cookie.domain", "affinity.cookie.secure"],
];

function translateAffinity(
  { name, args, dialect, isRefused }: Context,
  application: Application,
  { others, cluster }: { others: readonly CookieUse[]; cluster: unknown },
): { translation: Translation } | { problems: readonly Problem[] } {
  if (decisive.some(isRefused)) {
    return { problems: [] };
  }
  const { exposure } = application;
  const cookie = args.affinity.type === "none" ? undefined : args.affinity.cookie;
  if (dialect === undefined) {
    // Some is wrong whatever the controller.
    const asked = { ...defaultsOf(application), ...cookie };
    return { problems: cookie ? validateCookie(asked, exposure) : [] };
  }
  const translated = translate(dialect, cookie && { cookie }, application);
  if ("problems" in translated || !cookie || !dialect.cookie.name.settable) {
    return translated;
  }
  const proxy = { cluster, controller: familyOf(dialect) };
  const use = { app: name, cookie: { name, ...cookie }, exposure, proxy };
  const problems = validateBeside(use, others);
  return problems.length > 0 ? { problems } : translated;
}

/** The problems in the order of the settings, those of no setting first. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const settings = [...programSettings, ...argsSettings];
  const place = ({ setting }: Problem) =>
    settings.findLastIndex(({ property }) => isWithin(setting, property));
  return problems.toSorted((one, other) => place(one) - place(other));
}

/** What is secret stays so in the engine's state, however it was given. */
function keepSecrets(args: FilledArgs): void {
  for (const { property, secret } of argsSettings) {
    const value = secret === true ? getProperty(args, property) : undefined;
    if (value !== undefined) {
      setProperty(args, property, pulumi.secret(value));
    }
  }
}
