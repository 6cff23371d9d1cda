import type { Dialect } from "../../affinity/dialect";
import { chooseDialect, dialects, dialectsOf } from "../../affinity/dialects";
import type { Problem } from "../../affinity/problem";
import type { StickyAppArgs } from "../../args/stickyAppArgs";

/** The settings of what exposes the application that not everything has, by their property paths. */
function exposureSettings({
  ingressClassName,
  awaitIngress,
  tls,
  gateway,
  route,
}: StickyAppArgs): Readonly<Record<string, unknown>> {
  return {
    ingressClassName,
    "tls.secretName": tls?.secretName,
    awaitIngress,
    "gateway.name": gateway?.name,
    "gateway.namespace": gateway?.namespace,
    "gateway.listener": gateway?.listener,
    "gateway.apiVersion": gateway?.apiVersion,
    "tls.insecureTraffic": tls?.insecureTraffic,
    "tls.destinationCaCertificate": tls?.destinationCaCertificate,
    "route.timeout": route?.timeout,
    "route.tunnelTimeout": route?.tunnelTimeout,
    "route.balance": route?.balance,
    "route.healthCheckInterval": route?.healthCheckInterval,
  };
}

/** What was set that the object which exposes the application has not, and what that object cannot be without. */
export function validateExposureSettings(args: StickyAppArgs): Problem[] {
  const given = Object.entries(exposureSettings(args)).filter(([, value]) => value !== undefined);
  const dialect = chooseDialect(args.platform, args.controller);
  return [
    ...given.flatMap(([setting, value]) => foreign(args, dialect, setting, value)),
    ...(dialect ? missing(args, dialect) : []),
  ];
}

function foreign(
  { platform }: StickyAppArgs,
  dialect: Dialect | undefined,
  setting: string,
  given: unknown,
): Problem[] {
  // Before the controller is known, all that the platform's controllers have is let pass.
  const candidates = dialect ? [dialect] : dialectsOf(platform);
  const owner = dialects.find(({ exposedBy }) => exposedBy.supportedSettings.includes(setting));
  const [own] = candidates;
  if (
    !owner ||
    !own ||
    candidates.some(({ exposedBy }) => exposedBy.supportedSettings.includes(setting))
  ) {
    return [];
  }
  const where = owner.platform === platform ? "" : `, so the platform ${owner.platform}`;
  const reason =
    owner.exposedBy.object === own.exposedBy.object
      ? `${own.exposedBy.object} has this setting with the controller ${owner.id} alone`
      : `${owner.exposedBy.object} has this setting${where}; ${own.exposedBy.object} has not`;
  return [
    {
      setting,
      got: given,
      reason,
      allowed: `unset ${where === "" ? `with the controller ${own.id}` : `on ${platform}`}`,
      example: null,
    },
  ];
}

/** What a setting that something needs is, and one such value. */
const required: Readonly<Record<string, Pick<Problem, "allowed" | "example">>> = {
  "tls.secretName": { allowed: "the Secret with the host's certificate", example: "hello-tls" },
  "gateway.name": { allowed: "the name of the Gateway to attach to", example: "gateway" },
};

function missing(args: StickyAppArgs, { title, exposedBy }: Dialect): Problem[] {
  const settings = exposureSettings(args);
  const exposure = { path: args.path ?? "/", tls: args.tls?.termination ?? "none" } as const;
  return (exposedBy.requires?.(exposure) ?? [])
    .filter((setting) => settings[setting] === undefined)
    .map((setting) => ({
      setting,
      reason: `${title} is told about the application by ${exposedBy.object}, which needs it`,
      ...(required[setting] ?? { allowed: "a value" }),
    }));
}
