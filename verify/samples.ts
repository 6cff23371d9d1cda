import {
  chanceOfOnePod,
  clientsForEveryPod,
  clientsThatShowHashing,
  conclusiveRequests,
  describeChance,
} from "./statistics";

/** The tutorial's number of requests; no check takes fewer. */
const tutorialRequests = 8;

/** The worst case for a check that does not know the number of pods: two. */
const fewestPods = 2;

/** How often a check has to ask for the confidence that was asked for. */
export class Samples {
  /** The chance of a wrong verdict that is accepted. */
  readonly error: number;

  /** @param confidence between 0 and 1, such as 0.999999 */
  constructor(readonly confidence: number) {
    // Rounded, since 1 - 0.999999 is not quite one in a million.
    this.error = Number((1 - confidence).toPrecision(6));
  }

  /** Requests that tell whether one pod answers all. @param pods unknown: as for 2 */
  requests(pods = fewestPods): number {
    return Math.max(tutorialRequests, conclusiveRequests(Math.max(pods, fewestPods), this.error));
  }

  /** The chance that a set-up without stickiness passes `requests` requests, in words. */
  chance(pods = fewestPods, requests = this.requests(pods)): string {
    return describeChance(chanceOfOnePod(Math.max(pods, fewestPods), requests));
  }

  /** New clients of whom every pod gets one. */
  clientsForEveryPod(pods: number): number {
    return clientsForEveryPod(pods, this.error);
  }

  /** Clients of whom one moves when a pod is added and the cookie is only a key for hashing. */
  clientsThatShowHashing(pods: number): number {
    return clientsThatShowHashing(pods, this.error);
  }
}
