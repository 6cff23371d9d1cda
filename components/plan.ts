import type * as pulumi from "@pulumi/pulumi";
import { type Affinity, validateAffinity } from "./affinity/affinity";
import { type CookieUse, validateBeside } from "./affinity/collision";
import { type Dialect, type Platform, translate, type Translation } from "./affinity/dialect";
import { dialectsOf, findDialect } from "./affinity/dialects";
import type { Exposure } from "./affinity/exposure";
import type { Problem } from "./affinity/problem";
import type { Resources, RouteSettings, StickyAppArgs } from "./stickyAppArgs";
import type { Transforms } from "./transforms";
import { validateArgs } from "./validation/validateArgs";

/** The arguments with every default filled in and the affinity in the controller's words: all that is decided before anything is made. */
export interface Plan {
  readonly name: string;
  readonly namespace?: pulumi.Input<string>;
  readonly platform: Platform;
  /** The id of the dialect that the affinity is written in. */
  readonly controller: string;
  readonly image: pulumi.Input<string>;
  readonly port: pulumi.Input<number>;
  readonly replicas: number;
  readonly environment: Record<string, pulumi.Input<string>>;
  readonly resources: Required<Resources>;
  readonly probePath: pulumi.Input<string>;
  readonly writablePaths: readonly string[];
  readonly automountServiceAccountToken: boolean;
  readonly exposure: Exposure;
  readonly ingressClassName?: pulumi.Input<string>;
  readonly tlsSecretName?: pulumi.Input<string>;
  readonly destinationCaCertificate?: pulumi.Input<string>;
  readonly route: RouteSettings;
  readonly awaitIngress: boolean;
  /** Missing where affinity is off. */
  readonly affinity?: Affinity;
  readonly translation: Translation;
  readonly transform: Transforms;
}

const defaultResources = {
  requests: { cpu: "50m", memory: "64Mi" },
  limits: { cpu: "500m", memory: "128Mi" },
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
  const affinity = describedAffinity(name, args);
  const exposure = exposureOf(args);
  const dialect = chosenDialect(args);
  const translated = dialect
    ? translate(dialect, affinity, exposure)
    : { problems: affinity ? validateAffinity(affinity, exposure) : [] };
  if ("problems" in translated) {
    problems.push(...unblamed(translated.problems, problems, args));
  }
  if (affinity) {
    const beside = validateBeside({ app: name, affinity, exposure }, others);
    problems.push(...unblamed(beside, problems, args));
  }
  if ("problems" in translated || dialect === undefined || problems.length > 0) {
    return { problems };
  }
  return {
    plan: {
      name,
      namespace: args.namespace,
      platform: args.platform,
      controller: dialect.id,
      image: args.image,
      port: args.port ?? 8080,
      replicas: args.replicas ?? 3,
      environment: args.environment ?? {},
      resources: {
        requests: { ...defaultResources.requests, ...args.resources?.requests },
        limits: { ...defaultResources.limits, ...args.resources?.limits },
      },
      probePath: args.probePath ?? "/",
      writablePaths: args.writablePaths ?? ["/tmp"],
      automountServiceAccountToken: args.automountServiceAccountToken ?? false,
      exposure,
      ingressClassName: args.ingressClassName ?? dialect.usualIngressClass,
      tlsSecretName: args.tls?.secretName,
      destinationCaCertificate: args.tls?.destinationCaCertificate,
      route: args.route ?? {},
      awaitIngress: args.awaitIngress ?? true,
      affinity,
      translation: translated.translation,
      transform: args.transform ?? {},
    },
  };
}

function describedAffinity(name: string, { affinity }: StickyAppArgs): Affinity | undefined {
  return affinity?.type === "none" ? undefined : { cookie: { name, ...affinity?.cookie } };
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

function chosenDialect({ platform, controller }: StickyAppArgs): Dialect | undefined {
  const candidates = dialectsOf(platform);
  const chosen = controller === undefined ? undefined : findDialect(controller);
  return chosen === undefined && controller === undefined && candidates.length === 1
    ? candidates[0]
    : candidates.find((dialect) => dialect === chosen);
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
