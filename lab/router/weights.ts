/** A Service behind a Route. */
export interface WeightedService {
  /** The share of the requests that it asks for, 0 to 256. */
  readonly weight: number;
  /** How many endpoints share it. */
  readonly endpoints: number;
}

/** What HAProxy allows at most. */
const largest = 256;

/** A Route's weight as the router takes it. `@default` 1 */
export function weightOf(weight: number | undefined): number {
  return Math.min(Math.max(weight ?? 1, 0), largest);
}

/**
 * The weight of each endpoint of each Service, in the order of the Services: the Service's share is
 * divided among its endpoints, and all are scaled so that the largest one is 256. A single active
 * Service has 1. Endpoints of weight 0 get nothing but the requests of those who have their cookie.
 *
 * Source: openshift/router, pkg/router/template/router.go.
 */
export function endpointWeights(services: readonly WeightedService[]): number[] {
  const active = services.filter(({ weight, endpoints }) => weight > 0 && endpoints > 0);
  if (active.length === 1) {
    return services.map(({ weight }) => (weight > 0 ? 1 : 0));
  }
  // In single precision, since the last digit decides what is left after the cut.
  const shares = services.map(({ weight, endpoints }) =>
    endpoints > 0 ? Math.fround(weight / endpoints) : 0,
  );
  const scale = Math.fround(largest / Math.max(...shares));
  return shares.map((share) =>
    share > 0 ? Math.max(Math.trunc(Math.fround(share * scale)), 1) : 0,
  );
}
