import type { LabController } from "../e2e/support/controllers";
import { type PodLife, watchLives } from "./drains";
import { addressesOf } from "./events";
import { type Outcome, underLoad } from "./outcome";
import type { Deployed } from "./setups";
import { type Users, type UsersOutcome, whileUsersComeAndGo } from "./users";

/** What a disruption did to users, to the pods, and to the requests of those who use the shop beside them. */
export interface SessionDrainOutcome extends UsersOutcome {
  /** In seconds since the first user came. */
  readonly pods: readonly PodLife[];
  readonly load: Outcome;
}

/**
 * Disrupts the shop while users are logged in, under load.
 *
 * @param rate requests a second beside those of the users @default 300
 */
export async function whileLoggedInUnderLoad(
  deployed: Deployed,
  controller: LabController,
  disrupt: () => Promise<unknown>,
  { rate = 300, ...users }: Omit<Users, "url" | "address"> & { readonly rate?: number } = {},
): Promise<SessionDrainOutcome> {
  const { url, resolve } = deployed;
  const pods = (await addressesOf(deployed)).length;
  const lives = watchLives(deployed);
  let begin = 0;
  let outcome: UsersOutcome | undefined;
  const use = { url, resolve, pods, rate };
  try {
    const load = await underLoad(use, async () => {
      begin = performance.now();
      outcome = await whileUsersComeAndGo({ url, address: controller.address, ...users }, disrupt);
    });
    if (outcome === undefined) {
      throw new Error("nothing was measured");
    }
    return { ...outcome, load, pods: (await lives.stop()).map((life) => since(life, begin)) };
  } finally {
    await lives.stop();
  }
}

function since(life: PodLife, begin: number): PodLife {
  const seconds = (at: number) => Math.round(at - begin) / 1000;
  const { from, toldAt, leftAt, goneAt } = life;
  return {
    ...life,
    from: seconds(from),
    ...(toldAt !== undefined && { toldAt: seconds(toldAt) }),
    ...(leftAt !== undefined && { leftAt: seconds(leftAt) }),
    ...(goneAt !== undefined && { goneAt: seconds(goneAt) }),
  };
}
