import { isIPv6 } from "node:net";
import type { Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";
import type { LiveExposure, LiveObjects } from "../cluster/liveObjects";
import { isOf } from "../cluster/serving";
import { type ResolveRule, resolveHost } from "../http/connectOptions";
import { VerifyError } from "../verifyError";

/** What one controller has of the objects that serve a URL. */
interface Contender {
  readonly dialect: Dialect;
  readonly exposures: LiveExposure[];
}

/**
 * The controller that answers at a URL which several of them serve, as in a migration: the one whose Ingress has the
 * address there.
 *
 * @param objects those that serve the URL
 * @returns `undefined` where not several are known to serve it
 * @throws VerifyError when the addresses do not tell
 */
export async function controllerAt(
  url: URL,
  { exposures }: Pick<LiveObjects, "exposures">,
  resolve: readonly ResolveRule[],
): Promise<Dialect | undefined> {
  const contenders = contendersOf(exposures);
  if (contenders.length < 2) {
    return undefined;
  }
  const answering = await addressesOf(url, resolve);
  const areThere = await Promise.all(
    contenders.map(async ({ exposures: own }) => {
      const said = own.flatMap(({ addresses = [] }) => addresses);
      const found = await Promise.all(said.map((place) => addressesOf(urlOf(place), [])));
      return found.flat().some((address) => answering.includes(address));
    }),
  );
  const [only, ...others] = contenders.filter((_, index) => areThere[index]);
  if (only && others.length === 0) {
    return only.dialect;
  }
  const names = contenders.map(
    ({ dialect, exposures: own }) =>
      `${own.map(({ kind, name }) => `${kind} ${name}`).join(", ")} (${dialect.id})`,
  );
  throw new VerifyError(
    `Several controllers serve ${url.href}: ${names.join("; ")}. Say which of them answers there: --controller ${contenders.map(({ dialect }) => dialect.id).join(" or ")}.`,
    "wrong usage",
  );
}

/** None where it has none. */
async function addressesOf(url: URL, resolve: readonly ResolveRule[]): Promise<string[]> {
  const found = await resolveHost(url, resolve).catch(() => []);
  return found.map(({ address }) => address);
}

/** Of an address or a name, as a controller writes it into a status. */
function urlOf(place: string): URL {
  return new URL(`http://${isIPv6(place) ? `[${place}]` : place}`);
}

/** The controllers of some objects. Where two read the same class, as Traefik that of ingress-nginx, it is one. */
function contendersOf(exposures: readonly LiveExposure[]): Contender[] {
  const contenders: Contender[] = [];
  for (const exposure of exposures) {
    const dialect = dialects.find((candidate) => isOf(exposure, candidate));
    const known = contenders.find((each) => each.dialect === dialect);
    if (known) {
      known.exposures.push(exposure);
    } else if (dialect) {
      contenders.push({ dialect, exposures: [exposure] });
    }
  }
  return contenders;
}
