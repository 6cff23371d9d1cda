import type { Observer } from "./steps";
import { linesProgress } from "./lines";
import { listProgress } from "./list";

/** Shows people how the steps of these names get on. */
export type Progress = (names: readonly string[]) => Observer;

/** Progress on stderr: a list that changes on a terminal, else lines. */
export const progress: Progress = (names) =>
  process.stderr.isTTY
    ? listProgress(names)
    : linesProgress((line) => {
        process.stderr.write(`${line}\n`);
      });
