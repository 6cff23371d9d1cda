import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** What one process took. */
export interface Use {
  readonly processorSeconds: number;
  /** The most that it had at once. */
  readonly megabytes: number;
  /** The modules that Node has loaded. */
  readonly modules: number;
}

/** Two processes that are measured in turns, and what of them is compared. */
export interface Comparison {
  readonly id: string;
  /** What the ratio is of, for people. */
  readonly title: string;
  readonly of: readonly string[];
  readonly to: readonly string[];
  /** The figure of one process. @default its processor seconds */
  readonly figure?: (use: Use, args: readonly string[]) => number;
  /** What the ratio is promised to be at most. @default a third more than in the baseline */
  readonly promised?: number;
}

const perApplication = (seconds: (use: Use) => number) => (use: Use, args: readonly string[]) =>
  seconds(use) / Number(args[1]);

/** @param many how many applications the longest program has */
export function comparisons(many: number): readonly Comparison[] {
  return [
    {
      id: "start",
      title: "the program's start, to that of an empty one",
      of: ["program"],
      to: ["sdk"],
    },
    {
      id: "applications",
      title: `an application of ${many} in one program, to one of 10`,
      of: ["applications", String(many)],
      to: ["applications", "10"],
      figure: perApplication(({ processorSeconds }) => processorSeconds),
      promised: 1.2,
    },
  ];
}

/** Runs one process to its end. */
export function use(args: readonly string[]): Use {
  const output = execFileSync(process.execPath, [join(__dirname, "child.cjs"), ...args], {
    encoding: "utf8",
  });
  return JSON.parse(output.trim().split("\n").at(-1) ?? "") as Use;
}
