import { stringify } from "yaml";
import type { ExposureSettings } from "./exposureSettings";

/** The configuration of a stack of this project for one exposure: the content of `Pulumi.NAME.yaml`. */
export function stackFile(settings: ExposureSettings): string {
  const { service, hosts, tls, cookie = {}, gateway, annotations } = settings;
  const [host, ...others] = hosts;
  const values: Record<string, unknown> = {
    name: settings.name,
    platform: settings.platform,
    // The only one of its platform has to be named nowhere.
    controller: settings.platform === "openshift" ? undefined : settings.controller,
    existingService:
      service.namespace === undefined ? service.name : `${service.namespace}/${service.name}`,
    existingServicePort: service.port,
    ...(others.length > 0 ? { hosts } : { host }),
    path: settings.path === "/" ? undefined : settings.path,
    tls: tls?.termination,
    tlsSecret: tls?.secretName,
    insecureTraffic: tls?.insecureTraffic,
    ingressClass: settings.ingressClassName,
    gatewayName: gateway?.name,
    gatewayNamespace: gateway?.namespace,
    routeTimeout: settings.routeTimeout,
    affinity: settings.cookie === undefined ? "none" : undefined,
    cookieName: cookie.name,
    cookieMaxAgeSeconds: cookie.maxAgeSeconds,
    cookiePath: cookie.path,
    cookieDomain: cookie.domain,
    cookieSameSite: cookie.sameSite,
    cookieSecure: cookie.secure,
    cookieHttpOnly: cookie.httpOnly,
    [`${settings.annotationsOn}Annotations`]:
      Object.keys(annotations).length > 0 ? annotations : undefined,
  };
  const config = Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [`sticky-session:${key}`, value]),
  );
  return stringify({ config }, { lineWidth: 0 });
}
