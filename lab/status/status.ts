import { otherLab } from "../state/otherLab";
import type { Condition } from "../services/service";
import { piecesOf } from "../services/services";
import type { Platform } from "../platform";
import { platformOf, recordedPrograms } from "../programs/programs";

/** A piece and what it is in now. */
export interface PieceStatus extends Condition {
  readonly name: string;
  readonly describe: string;
}

/** The whole lab. */
export interface LabStatus {
  /** Whether there is a lab, well or not. */
  readonly up: boolean;
  /** What the lab is, or was asked to become last; undefined when there is none. */
  readonly platform?: Platform;
  /** Whether every piece is running. */
  readonly healthy: boolean;
  readonly pieces: readonly PieceStatus[];
}

/** Looks at every piece. */
export async function labStatus(): Promise<LabStatus> {
  const programs = (await otherLab()) ? undefined : await recordedPrograms();
  const platform = programs && platformOf(programs);
  const statuses = await Promise.all(
    piecesOf(platform ?? "kubernetes", programs?.extras).map(async (piece) => {
      const condition: Condition = programs
        ? await piece.check(programs).catch((error: unknown) => ({
            state: "failing" as const,
            reason: error instanceof Error ? error.message : String(error),
          }))
        : { state: "stopped", reason: "the lab is not up" };
      return { name: piece.name, describe: piece.describe, ...condition };
    }),
  );
  return {
    up: programs !== undefined,
    platform,
    healthy: statuses.every(({ state }) => state === "running"),
    pieces: statuses,
  };
}
