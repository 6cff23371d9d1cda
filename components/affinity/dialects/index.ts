import type { Dialect, Platform } from "../dialect";
import { ingressNginx } from "./ingressNginx";
import { openshiftRoute } from "./openshiftRoute";
import { traefik } from "./traefik";

/** Every controller that the program can address. */
export const dialects: readonly Dialect[] = [traefik, ingressNginx, openshiftRoute];

export function findDialect(id: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.id === id);
}

export function dialectsOf(platform: Platform): readonly Dialect[] {
  return dialects.filter((dialect) => dialect.platform === platform);
}
