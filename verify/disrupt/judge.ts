import { type CheckOutcome, fail, pass } from "../checks/check";
import { interrupted } from "../diagnosis/interrupted";
import { counted } from "../message";
import { describeMargin, drainMargin, millisecondsOf } from "./drainMargin";
import type { Move } from "./loadClient";
import type { Scene } from "./underLoad";

/** When pods were told to go, by UID: `performance.now()`. */
export type Gone = ReadonlyMap<string, number>;

/** The verdict on a disruption, by what the controller promises. */
export interface Judgement {
  readonly scene: Scene;
  readonly gone: Gone;
  /** Whether those pods had the time that they ask for to end. @default true */
  readonly inOrder?: boolean;
  /** What was done, for the sentence. */
  readonly done: string;
  /** Figures of the disruption itself. @default {} */
  readonly figures?: Readonly<Record<string, number>>;
  /** A cause that is known better than the usual ones. */
  readonly movedCause?: string;
}

export async function judge(judgement: Judgement): Promise<CheckOutcome> {
  const { scene, gone, inOrder = true, done, figures = {}, movedCause } = judgement;
  const { load, context } = scene;
  const { settings, target } = context;
  const { promises } = target.expectation;
  const lost = load.losses.length;
  const unasked = load.moves.filter((move) => !leftGonePod(scene, gone, move));
  const withoutCookie = load.moves.filter((move) => !move.newCookie);
  const movesPerClient = load.clients.map(
    ({ number }) => load.moves.filter(({ client }) => client === number).length,
  );
  const wait = Math.round(load.longestWait);
  const margin = inOrder ? drainMargin(context.directory, gone, load.moves) : undefined;
  const all = {
    clients: load.clients.length,
    requests: load.requests,
    lost,
    moved: movesPerClient.filter((count) => count > 0).length,
    mostMovesOfAClient: Math.max(...movesPerClient),
    longestWaitMilliseconds: wait,
    ...figures,
    ...(margin && {
      drainSeconds: margin.drainSeconds,
      drainMarginMilliseconds: millisecondsOf(margin),
    }),
  };
  const seen = `${done}; ${counted(lost, "request")} of ${all.requests.toLocaleString("en")} lost, ${all.moved} of ${counted(all.clients, "client")} moved${all.mostMovesOfAClient > 1 ? ` (up to ${all.mostMovesOfAClient} times)` : ""}, longest wait ${wait.toLocaleString("en")} ms${margin ? `; ${describeMargin(margin)}` : ""}`;
  if (promises?.affinity === "strong" && unasked.length > 0) {
    const [move] = unasked;
    const { directory } = context;
    const interruptions = await directory.interruptionsOf(move?.from ?? "", scene.since);
    return fail(
      "client-left-living-pod",
      `${seen}; ${counted(unasked.length, "move")} away from a pod that was there, such as client ${move?.client ?? ""} from ${directory.label(move?.from ?? "")} to ${directory.label(move?.to ?? "")}`,
      interrupted({ interruptions }) ??
        movedCause ??
        "The cookie is not the name of one pod: it is a key for consistent hashing, or it is overwritten, so that clients move whenever the set of pods changes.",
      all,
    );
  }
  if (promises?.reissuesAfterPodLoss && withoutCookie.length > 0) {
    return fail(
      "moved-without-new-cookie",
      `${seen}; ${counted(withoutCookie.length, "move")} without a new cookie`,
      "The controller picks another pod and does not say so in the cookie, so that the client is at its mercy with each request: something strips Set-Cookie, or the controller keeps the old cookie.",
      all,
    );
  }
  if (settings.maxLost !== undefined && lost > settings.maxLost) {
    return fail(
      "too-many-lost",
      `${seen}; allowed: ${settings.maxLost}`,
      promises?.keepsTerminatingPods
        ? "The pod stops serving before the controller has moved its clients: let its readiness fail first and serve on for some seconds (a drain)."
        : "The pod stops serving before the controller has heard that it is going: give its container a preStop sleep of some seconds.",
      all,
    );
  }
  return pass(seen, all);
}

function leftGonePod({ context }: Scene, gone: Gone, { from, at }: Move): boolean {
  const goneAt = gone.get(context.directory.find(from)?.uid ?? "");
  return goneAt !== undefined && goneAt <= at;
}
