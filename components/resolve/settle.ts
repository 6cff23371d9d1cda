import * as pulumi from "@pulumi/pulumi";
import type { Affinity } from "../affinity/affinity";
import type { Application, LoadBalancer } from "../affinity/application";
import type { Dialect } from "../affinity/dialect";
import { chooseDialect } from "../affinity/dialects";
import type { Problem } from "../affinity/problem";
import type { Translation } from "../affinity/translate";
import { checkArgs } from "../args/checkArgs";
import { fillDefaults, type FilledArgs } from "../args/fillDefaults";
import { getProperty, isWithin, setProperty } from "../args/paths";
import type { ComponentName } from "../args/setting";
import { argsSettings, programSettings } from "../args/settings.generated";
import type { Transforms } from "../args/transforms";
import { withoutStack } from "../withoutStack";
import type { Context, Rule } from "./context";
import type { CookieUses } from "./cookieUses";
import { exposureOf } from "./exposureOf";
import { nameProblems, sameLogicalName } from "./nameProblems";
import { type ArgsSource, programSource, reportProblems } from "./report";
import { checkAnnotations } from "./rules/annotations";
import { fittingKey } from "./rules/certificate";
import { withItsSecret } from "./rules/sessionStore";
import { affinityOf, translateAffinity } from "./translateAffinity";

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

function loadBalancerOf({ loadBalancer: { scheme, certificateArns } }: FilledArgs): LoadBalancer {
  return {
    ...(scheme !== undefined && { scheme }),
    ...(certificateArns !== undefined && {
      certificateArns: pulumi.all(certificateArns).apply((arns) => arns.join(",")),
    }),
  };
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
