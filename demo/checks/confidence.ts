/** The chance of a wrong verdict that the checks accept: below one in a million. */
const acceptedChance = 1e-6;

/**
 * The chance that `requests` requests, spread over `pods` pods at random, are all answered by the
 * same pod: what a set-up that is not sticky has of passing for one that is.
 */
export function chanceOfOnePod(pods: number, requests: number): number {
  return pods ** (1 - requests);
}

/**
 * The least number of requests for which {@link chanceOfOnePod} is below one in a million: 21 for 2
 * pods, 14 for 3, 10 for 5.
 *
 * @param pods at least 2: one pod answers everything, sticky or not
 */
export function conclusiveRequests(pods: number): number {
  if (pods < 2) {
    throw new RangeError(
      `No number of requests is conclusive for ${pods} pods; at least 2 are needed.`,
    );
  }
  let requests = 1;
  while (chanceOfOnePod(pods, requests) >= acceptedChance) {
    requests += 1;
  }
  return requests;
}

/** {@link chanceOfOnePod} in words: `1 in 1,594,323`. */
export function describeChance(pods: number, requests: number): string {
  return `1 in ${Math.round(1 / chanceOfOnePod(pods, requests)).toLocaleString("en")}`;
}
