import type { Dialect } from "../dialect";
import type { Platform } from "../platform";
import { awsLoadBalancer } from "./awsLoadBalancer";
import { azureApplicationGateway } from "./azureApplicationGateway";
import { azureGatewayForContainers } from "./azureGatewayForContainers";
import { contour } from "./contour";
import { f5Nginx, f5NginxPlus } from "./f5Nginx";
import { envoyGateway, envoyGatewayBefore110 } from "./envoyGateway";
import { gatewayApi } from "./gatewayApi";
import { gkeGateway } from "./gkeGateway";
import { gkeIngress } from "./gkeIngress";
import { haproxyIngress } from "./haproxyIngress";
import { haproxyIngressDraining } from "./haproxyIngressDraining";
import { haproxyTechnologies } from "./haproxyTechnologies";
import { ingressNginx } from "./ingressNginx";
import { istio, istioPersistentSession } from "./istio";
import { kong, kongEnterprise } from "./kong";
import { kgateway } from "./kgateway";
import { nginxGatewayFabricPlus } from "./nginxGatewayFabric";
import { openshiftRoute } from "./openshiftRoute";
import { traefik } from "./traefik";
import { traefikIngressNginx } from "./traefikIngressNginx";
import { usualIds } from "./usualNames";

export { usualIds, usualNames } from "./usualNames";
export { withoutAffinity } from "./withoutAffinity";

/** Every controller that the program can address. */
export const dialects: readonly Dialect[] = [
  traefik,
  ingressNginx,
  traefikIngressNginx,
  f5Nginx,
  f5NginxPlus,
  haproxyIngress,
  haproxyIngressDraining,
  haproxyTechnologies,
  contour,
  kong,
  kongEnterprise,
  istio,
  istioPersistentSession,
  gatewayApi,
  envoyGateway,
  envoyGatewayBefore110,
  kgateway,
  nginxGatewayFabricPlus,
  awsLoadBalancer,
  gkeIngress,
  gkeGateway,
  azureApplicationGateway,
  azureGatewayForContainers,
  openshiftRoute,
];

export function findDialect(id: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.id === id);
}

/** The controllers of a platform that people call by a name, the likeliest one first: by usage, or by their class. */
export function dialectsCalled(name: string, platform: Platform): readonly Dialect[] {
  const candidates = dialectsOf(platform);
  const named = usualIds(name).flatMap((id) => candidates.filter((dialect) => dialect.id === id));
  return named.length > 0
    ? named
    : candidates.filter(
        ({ id, ingressControllers }) =>
          id === name.toLowerCase() || ingressControllers.includes(name),
      );
}

export function dialectsOf(platform: Platform): readonly Dialect[] {
  return dialects.filter((dialect) => dialect.platform === platform);
}

/** The dialect of a controller on its platform, or the only one that the platform has; `undefined` where there is none. */
export function chooseDialect(
  platform: Platform,
  controller: string | undefined,
): Dialect | undefined {
  const candidates = dialectsOf(platform);
  return controller === undefined && candidates.length === 1
    ? candidates[0]
    : candidates.find(({ id }) => id === controller);
}
