import { type Endpoint, type EndpointSlice, onPort, readyEndpoints } from "../endpoints";
import type { Route } from "../route";
import { endpointWeights, weightOf } from "../weights";

/** A Service behind a Route with its endpoints and the weight of each. */
export interface Pool {
  readonly service: string;
  readonly share: number;
  readonly endpoints: readonly Endpoint[];
  readonly weight: number;
}

/** The Services of a Route, by their names, with what each endpoint gets of the requests. */
export function poolsOf(route: Route, slices: readonly EndpointSlice[]): Pool[] {
  const { to, alternateBackends = [], port } = route.spec;
  const shares = new Map(
    [to, ...alternateBackends].map(({ name, weight }) => [name, weightOf(weight)]),
  );
  const pools = [...shares]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([service, share]) => ({
      service,
      share,
      endpoints: onPort(
        readyEndpoints(slices, route.metadata.namespace, service),
        port?.targetPort,
      ),
    }));
  const weights = endpointWeights(
    pools.map(({ share, endpoints }) => ({ weight: share, endpoints: endpoints.length })),
  );
  return pools.map((pool, index) => ({ ...pool, weight: weights[index] ?? 0 }));
}
