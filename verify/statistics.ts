/** How sure a check has to be by default: a wrong verdict in one of a million. */
export const defaultConfidence = 0.999999;

/** The chance of a wrong verdict that goes with it. */
const defaultError = 1e-6;

/**
 * The chance that `requests` requests, spread over `pods` pods at random, are all answered by the
 * same pod: what a set-up that is not sticky has of passing for one that is.
 */
export function chanceOfOnePod(pods: number, requests: number): number {
  return pods ** (1 - requests);
}

/**
 * The least number of requests for which {@link chanceOfOnePod} is below `error`: for one in a million
 * 21 for 2 pods, 14 for 3, 10 for 5.
 *
 * @param pods at least 2: one pod answers everything, sticky or not
 * @param error @default one in a million
 */
export function conclusiveRequests(pods: number, error = defaultError): number {
  if (pods < 2) {
    throw new RangeError(
      `No number of requests is conclusive for ${pods} pods; at least 2 are needed.`,
    );
  }
  let requests = 1;
  while (chanceOfOnePod(pods, requests) >= error) {
    requests += 1;
  }
  return requests;
}

/**
 * The least number of new clients of whom, spread over `pods` pods at random, each pod gets at least
 * one but for a chance below `error`.
 */
export function clientsForEveryPod(pods: number, error: number): number {
  // By the union bound: pods * (1 - 1/pods)^clients < error.
  return pods < 2 ? 1 : Math.floor(Math.log(error / pods) / Math.log(1 - 1 / pods)) + 1;
}

/**
 * The least number of clients of whom at least one moves, but for a chance below `error`, when one pod
 * is added to `pods` and the cookie is only a key for consistent hashing.
 */
export function clientsThatShowHashing(pods: number, error: number): number {
  return Math.floor(Math.log(error) / Math.log(pods / (pods + 1))) + 1;
}

/** A chance in words: `1 in 1,594,323`. */
export function describeChance(chance: number): string {
  return `1 in ${Math.round(1 / chance).toLocaleString("en")}`;
}

/** Pearson's chi-square test of counts against an even spread. */
export interface ChiSquare {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** The chance of counts at least as uneven as these where the spread is even. */
  readonly chance: number;
}

/** @param counts one for each pod, also for those without any; two or more */
export function chiSquare(counts: readonly number[]): ChiSquare {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const degreesOfFreedom = counts.length - 1;
  return {
    statistic,
    degreesOfFreedom,
    chance: upperGamma(degreesOfFreedom / 2, statistic / 2),
  };
}

/**
 * The regularized upper incomplete gamma function for a whole or half `a`, by its recurrence
 * Q(a + 1, x) = Q(a, x) + x^a e^-x / Gamma(a + 1) from Q(1, x) = e^-x or Q(1/2, x) = erfc(sqrt x).
 */
function upperGamma(a: number, x: number): number {
  let step = Number.isInteger(a) ? 1 : 0.5;
  let sum = step === 1 ? Math.exp(-x) : complementaryError(Math.sqrt(x));
  // x^step e^-x / Gamma(step + 1), where Gamma(2) = 1 and Gamma(3/2) = sqrt(pi) / 2.
  let term = x ** step * Math.exp(-x) * (step === 1 ? 1 : 2 / Math.sqrt(Math.PI));
  for (; step < a; step += 1) {
    sum += term;
    term *= x / (step + 1);
  }
  return Math.min(1, sum);
}

/** erfc(x) for x >= 0 by its series, or by its continued fraction where that converges faster. */
function complementaryError(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n += 1) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n -= 1) {
    fraction = n / 2 / (x + fraction);
  }
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}
