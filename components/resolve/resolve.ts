import * as pulumi from "@pulumi/pulumi";
import { defaultsOf, validateCookie } from "../affinity/affinity";
import type { Application } from "../affinity/application";
import { type CookieUse, validateBeside } from "../affinity/collision";
import { chooseDialect } from "../affinity/dialects";
import type { Exposure } from "../affinity/exposure";
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
import { planProbes } from "../workload/probes";
import { caveatsOf } from "./caveats";
import type { Context } from "./context";
import type { Plan } from "./plan";
import { type ArgsSource, programSource, reportProblems } from "./report";
import { rules } from "./rules";

/** What `resolve` is told beside the arguments. */
export interface ResolveOptions {
  /** Where the arguments come from, for messages. @default - a program */
  readonly source?: ArgsSource;
  /** The applications beside this one, whose cookies must not be overwritten. @default - none */
  readonly others?: readonly CookieUse[];
  readonly transform?: Transforms;
}

/**
 * Decides everything, or says everything that is wrong: the arguments are checked one by one, the dialect is
 * chosen, defaults are filled in, the rules across settings are checked, and the affinity is translated. It makes
 * nothing.
 */
export function resolve(
  name: string,
  args: StickyAppArgs,
  { source = programSource(name), others = [], transform = {} }: ResolveOptions = {},
): { plan: Plan } | { problems: readonly Problem[] } {
  const fail = (problem: Problem) =>
    withoutStack(new pulumi.RunError(reportProblems([problem], source)));
  const checked = checkArgs(args, fail);
  const { problems: unreadable = [] } = source;
  const problems = [
    ...unreadable,
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
  const application: Application = {
    name,
    exposure: exposureOf(filled),
    servicePort,
    ingressClassName: filled.ingressClassName ?? dialect?.usualIngressClass,
    tlsSecretName: filled.tls.secretName,
    gateway: filled.gateway,
    ...(drain.mode === "gate" && { gatePort: drain.gate.port }),
  };
  const translated = translateAffinity(context, application, others);
  problems.push(...("problems" in translated ? translated.problems : []));
  if ("problems" in translated || dialect === undefined || problems.length > 0) {
    return { problems: inOrder(problems) };
  }
  keepSecrets(filled);
  return {
    plan: {
      ...filled,
      name,
      dialect,
      ingressClassName: filled.ingressClassName ?? dialect.usualIngressClass,
      sessionStore: planSessionStore(filled.sessionStore),
      drain,
      probes: planProbes(filled, {
        probePath: filled.probePath,
        readinessPath: filled.drain.readinessPath,
        port: portName,
        drainMode: drain.mode,
      }),
      exposure: application.exposure,
      translation: translated.translation,
      transform,
      notes: [...caveatsOf(context, source), ...translated.translation.notes],
    },
  };
}

function nameProblems(name: unknown): Problem[] {
  return programSettings
    .filter(({ property }) => property === "name")
    .flatMap((setting) => problemOf(setting, "name", name) ?? []);
}

function exposureOf({ platform, host, path, tls }: FilledArgs): Exposure {
  const { termination, insecureTraffic = "Redirect" } = tls;
  return {
    host,
    path,
    tls: termination,
    // What a Kubernetes controller does with plain http is a matter of its own settings.
    ...(platform === "openshift" && termination !== "none" && { insecureTraffic }),
  };
}

/** What the answers of a controller depend on. */
const decisive = [
  ...["name", "platform", "path", "tls.termination", "tls.insecureTraffic", "affinity.type"],
  ...["affinity.cookie.path", "affinity.cookie.domain", "affinity.cookie.secure"],
];

function translateAffinity(
  { name, args, dialect, isRefused }: Context,
  application: Application,
  others: readonly CookieUse[],
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
  const use = { app: name, cookie: { name, ...cookie }, exposure };
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
