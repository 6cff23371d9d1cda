import { type Platform, platforms } from "../affinity/dialect";
import { dialectsOf, findDialect } from "../affinity/dialects";
import type { Problem } from "../affinity/problem";
import type { StickyAppArgs } from "../stickyAppArgs";

/** What is wrong with the choice of platform and controller, and what was set that the platform has not. */
export function validatePlatform(args: StickyAppArgs): Problem[] {
  const { platform } = args;
  if (!platforms.includes(platform)) {
    return [
      {
        setting: "platform",
        given: platform,
        allowed: platforms.join(", "),
        example: "kubernetes",
      },
    ];
  }
  return [...controllerProblems(args), ...foreignSettingProblems(args)];
}

function controllerProblems({ platform, controller }: StickyAppArgs): Problem[] {
  const ids = dialectsOf(platform).map(({ id }) => id);
  if (controller === undefined ? ids.length === 1 : ids.includes(controller)) {
    return [];
  }
  const known = controller === undefined ? undefined : findDialect(controller);
  return [
    {
      setting: "controller",
      given: controller,
      reason: known && `${known.title} is a controller of the platform ${known.platform}`,
      allowed: ids.join(", "),
      example: ids[0],
    },
  ];
}

/** What each platform exposes an application by, and the settings that nothing else has. */
const ownSettings: Readonly<
  Record<
    Platform,
    { object: string; settings: (args: StickyAppArgs) => Readonly<Record<string, unknown>> }
  >
> = {
  kubernetes: {
    object: "an Ingress",
    settings: ({ ingressClassName, tls, awaitIngress }) => ({
      ingressClassName,
      "tls.secretName": tls?.secretName,
      awaitIngress,
    }),
  },
  openshift: {
    object: "a Route",
    settings: ({ tls, route }) => ({
      "tls.insecureTraffic": tls?.insecureTraffic,
      "tls.destinationCaCertificate": tls?.destinationCaCertificate,
      "route.timeout": route?.timeout,
      "route.tunnelTimeout": route?.tunnelTimeout,
      "route.balance": route?.balance,
    }),
  },
};

function foreignSettingProblems(args: StickyAppArgs): Problem[] {
  const { platform } = args;
  return platforms
    .filter((other) => other !== platform)
    .flatMap((other) => {
      const { object, settings } = ownSettings[other];
      return Object.entries(settings(args))
        .filter(([, given]) => given !== undefined)
        .map(([setting, given]) => ({
          setting,
          given,
          reason: `${object} has this setting, so the platform ${other}; ${ownSettings[platform].object} has not`,
          allowed: `unset on ${platform}`,
          example: null,
        }));
    });
}
