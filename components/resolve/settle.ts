import * as pulumi from "@pulumi/pulumi";
import { type Affinity, defaultsOf } from "../affinity/affinity";
import type { Application, LoadBalancer } from "../affinity/application";
import { validateBeside } from "../affinity/collision";
import { type Dialect, familyOf } from "../affinity/dialect";
import { chooseDialect } from "../affinity/dialects";
import type { Problem } from "../affinity/problem";
import { translate, type Translation } from "../affinity/translate";
import { validateCookie } from "../affinity/validateCookie";
import { checkArgs } from "../args/checkArgs";
import { problemOf } from "../args/checkValue";
import { fillDefaults, type FilledArgs } from "../args/fillDefaults";
import { getProperty, isWithin, setProperty } from "../args/paths";
import type { ComponentName } from "../args/setting";
import { argsSettings, programSettings } from "../args/settings.generated";
import type { Transforms } from "../args/transforms";
import { withoutStack } from "../withoutStack";
import type { Context, Rule } from "./context";
import type { CookieUses } from "./cookieUses";
import { exposureOf } from "./exposureOf";
import { type ArgsSource, programSource, reportProblems } from "./report";
import { checkAnnotations } from "./rules/annotations";
import { fittingKey } from "./rules/certificate";
import { withItsSecret } from "./rules/sessionStore";

/** What is told beside the arguments. */
export interface ResolveOptions {
  /** Where the arguments come from, for messages. @default - a program */
  readonly source?: ArgsSource;
  /** The applications beside this one, whose cookies must not be overwritten. @default - none */
  readonly others?: CookieUses;
  /** The name of the application and of its objects. @default - the component's logical name */
  readonly objectName?: string;
  /** The logical names of the components beside this one. @default - none */
  readonly components?: readonly string[];
  /** Stands for the cluster that it is made on; compared by identity. @default - that of the default provider */
  readonly cluster?: unknown;
  readonly transform?: Transforms;
}

/** What the two components differ in. */
export interface Kind {
  readonly component: ComponentName;
  readonly rules: readonly Rule[];
  /** What a controller is told of the Service and the pods. */
  readonly backendOf: (
    args: FilledArgs,
  ) => Pick<
    Application,
    "servicePort" | "serviceName" | "gatePort" | "hasPathPorts" | "healthCheck"
  >;
}

/** What is decided for either component. */
export interface Settled {
  readonly context: Context;
  readonly source: ArgsSource;
  /** The name of the application and of its objects. */
  readonly name: string;
  readonly args: FilledArgs;
  readonly dialect: Dialect;
  readonly ingressClassName?: pulumi.Input<string>;
  readonly application: Application;
  /** Missing where it is turned off. */
  readonly affinity?: Affinity;
  readonly translation: Translation;
  /** Annotations that the controller needs beside those of the affinity. */
  readonly exposureAnnotations: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Decides what either component needs, or says everything that is wrong: the arguments are checked one by one, the
 * dialect is chosen, defaults are filled in, the rules across settings are checked, and the affinity is translated.
 */
export function settle(
  { component, rules, backendOf }: Kind,
  logicalName: string,
  args: unknown,
  options: ResolveOptions,
): { settled: Settled } | { problems: readonly Problem[] } {
  const { source = programSource(logicalName, component), others, cluster } = options;
  const { objectName: name = logicalName, components = [] } = options;
  const fail = (problem: Problem) =>
    withoutStack(new pulumi.RunError(reportProblems([problem], source)));
  const checked = checkArgs(args, fail, component);
  const { problems: unreadable = [] } = source;
  const problems = [
    ...unreadable,
    ...sameLogicalName(logicalName, component, components),
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
  const ingressClassName = filled.ingressClassName ?? dialect?.usualIngressClass;
  const application: Application = {
    name,
    exposure: exposureOf(filled),
    ingressClassName,
    tlsSecretName: filled.tls.secretName,
    tlsSecretNames: filled.tls.secrets,
    gateway: filled.gateway,
    loadBalancer: loadBalancerOf(filled),
    ...backendOf(filled),
  };
  const translated = translateAffinity(context, application, { others, cluster });
  problems.push(...("problems" in translated ? translated.problems : []));
  const translation = "translation" in translated ? translated.translation : undefined;
  problems.push(...checkAnnotations(context, translation));
  if ("problems" in translated || dialect === undefined || problems.length > 0) {
    return { problems: inOrder(problems) };
  }
  filled.tls.key = fittingKey(filled.tls, fail);
  filled.sessionStore = withItsSecret(filled.sessionStore, fail);
  keepSecrets(filled);
  const affinity = affinityOf(filled);
  return {
    settled: {
      context,
      source,
      name,
      args: filled,
      dialect,
      ingressClassName,
      application,
      ...(affinity && { affinity }),
      translation: translated.translation,
      // What is passed on in annotations came into the plan as inputs.
      exposureAnnotations: { ...dialect.exposedBy.annotations?.(application) } as Record<
        string,
        pulumi.Input<string>
      >,
    },
  };
}

/** Pulumi itself would find out only when a part of it is made. */
function sameLogicalName(
  logicalName: string,
  component: ComponentName,
  others: readonly string[],
): Problem[] {
  return others.includes(logicalName)
    ? [
        {
          setting: "name",
          got: logicalName,
          reason:
            "the program has another component of this name, by which Pulumi tells its resources apart",
          allowed:
            "a name of its own; for the same application in two namespaces or clusters with the option objectName, the name of the objects",
          fix: `new ${component}(..., args, { objectName: ${JSON.stringify(logicalName)} })`,
        },
      ]
    : [];
}

function nameProblems(name: unknown): Problem[] {
  return programSettings
    .filter(({ property }) => property === "name")
    .flatMap((setting) => problemOf(setting, "name", name) ?? []);
}

function loadBalancerOf({ loadBalancer: { scheme, certificateArns } }: FilledArgs): LoadBalancer {
  return {
    ...(scheme !== undefined && { scheme }),
    ...(certificateArns !== undefined && {
      certificateArns: pulumi.all(certificateArns).apply((arns) => arns.join(",")),
    }),
  };
}

function affinityOf({ affinity: { type, cookie } }: FilledArgs): Affinity | undefined {
  return type === "none" ? undefined : { cookie };
}

/** What the answers of a controller depend on. */
const decisive = [
  ...["name", "platform", "path", "tls.termination", "tls.insecureTraffic", "affinity.type"],
  ...["affinity.cookie.path", "affinity.cookie.domain", "affinity.cookie.secure"],
];

function translateAffinity(
  { name, args, dialect, isRefused }: Context,
  application: Application,
  { others, cluster }: { others: CookieUses | undefined; cluster: unknown },
): { translation: Translation } | { problems: readonly Problem[] } {
  if (decisive.some(isRefused)) {
    return { problems: [] };
  }
  const { exposure } = application;
  const cookie = affinityOf(args)?.cookie;
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
  const problems = validateBeside(use, others?.beside(use) ?? []);
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
