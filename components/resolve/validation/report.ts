import type { Problem } from "../../affinity/problem";

/** How the reader of a report knows a setting, and how they mend it. */
export interface Audience {
  /** The setting as the reader wrote it. @default - its property path */
  readonly nameOf?: (setting: string) => string;
  /** The command that mends it, if there is one. @default - none */
  readonly commandFor?: (problem: Problem) => string | undefined;
}

/** Every problem in one message, each with what was given, what is allowed and how to mend it. */
export function reportProblems(
  heading: string,
  problems: readonly Problem[],
  { nameOf = (setting) => setting, commandFor = () => undefined }: Audience = {},
): string {
  const paragraphs = problems.map((problem) => {
    const command = commandFor(problem);
    return [
      nameOf(problem.setting),
      `  got:      ${"got" in problem && problem.got !== undefined ? quote(problem.got) : "nothing"}`,
      ...(problem.reason === undefined ? [] : [`  problem:  ${problem.reason}`]),
      `  allowed:  ${problem.allowed}`,
      ...(command === undefined ? [] : [`  fix:      ${command}`]),
    ].join("\n");
  });
  return [heading, ...paragraphs].join("\n\n");
}

/** As JSON, so that blanks and an empty text can be seen. */
function quote(given: unknown): string {
  return typeof given === "number" ? String(given) : JSON.stringify(given);
}

/** `1 problem`, `2 problems`. */
export function countOf(problems: readonly Problem[]): string {
  return problems.length === 1 ? "1 problem" : `${problems.length} problems`;
}
