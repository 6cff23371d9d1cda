import { isAnswered } from "../../../verify/http/exchange";
import type { Visitor } from "../../../verify/http/visitor";
import { type LabController, resolveTo } from "../support/controllers";
import { eventually } from "../support/eventually";
import type { TestStack } from "../support/testStack";
import { podOf } from "../support/visits";

/** Where a client is: the pod that answered it, and the cookies that it had then. */
export interface Place {
  readonly pod: string;
  readonly cookies: string;
}

/** Clients with cookie jars, who each come back. */
export class Crowd {
  private constructor(private readonly visitors: readonly Visitor[]) {}

  /** So many new clients, each of whom has been answered once. */
  static async of(count: number, stack: TestStack, controller: LabController): Promise<Crowd> {
    const resolve = [resolveTo(controller, stack.host)];
    const visitors = await Promise.all(
      Array.from({ length: count }, () => stack.visitor(true, resolve)),
    );
    const crowd = new Crowd(visitors);
    await crowd.places();
    return crowd;
  }

  /**
   * Where each is now, by one more visit.
   *
   * @param patienceMilliseconds how long a client is asked again @default 30,000
   */
  async places(patienceMilliseconds?: number): Promise<Place[]> {
    const places: Place[] = [];
    for (const visitor of this.visitors) {
      // One that is lost in the middle of a change is asked again.
      const pod = await eventually(() => podOf(visitor), patienceMilliseconds);
      places.push({ pod, cookies: cookiesOf(visitor) });
    }
    return places;
  }
}

function cookiesOf(visitor: Visitor): string {
  return visitor.cookiesFor().join("; ");
}

/** The numbers of those who are on another pod than before. */
export function moved(before: readonly Place[], after: readonly Place[]): number[] {
  return before.flatMap(({ pod }, index) => (after[index]?.pod === pod ? [] : [index]));
}

/** The lines of `Set-Cookie` of a new client's first answer. */
export async function issued(
  stack: TestStack,
  controller: LabController,
  port = 80,
): Promise<string[]> {
  const visitor = await stack.visitor(true, [resolveTo(controller, stack.host, port)]);
  return eventually(async () => {
    const visit = await visitor.visit();
    if (!isAnswered(visit) || visit.setCookies.length === 0) {
      throw new Error(`No cookie: ${visit.lost ?? `status ${visit.status}`}`);
    }
    return [...visit.setCookies];
  });
}
