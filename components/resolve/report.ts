import { describe, printable } from "../args/describe";
import { isWithin } from "../args/paths";
import type { ComponentName } from "../args/setting";
import { argsSettings } from "../args/settings.generated";
import type { Problem } from "../affinity/problem";

/** Where arguments come from: how its author knows a setting, and how they fix it. */
export interface ArgsSource {
  /** The first line of a message. */
  readonly heading: (count: string) => string;
  /** The setting as its author wrote it, without what all have in common. */
  readonly nameOf: (setting: string) => string;
  /** What stands in front of each name. @default - nothing */
  readonly prefix?: string;
  /** What the message shows of a problem. @default - all of it */
  readonly shown?: (problem: Problem) => Problem;
  /** The command that fixes it, if there is one. */
  readonly commandFor: (problem: Problem) => string | undefined;
  /** What could not be read of it. @default - nothing */
  readonly problems?: readonly Problem[];
}

/** A program that passes arguments by itself. */
export function programSource(name: string, component: ComponentName = "StickyApp"): ArgsSource {
  return {
    heading: (count) => `${component} ${describe(name)} has ${count}; nothing was changed.`,
    nameOf: (setting) => setting,
    commandFor: ({ fix }) => fix,
  };
}

/** Every problem in one message, each with what was given, what is allowed and how to fix it. */
export function reportProblems(problems: readonly Problem[], source: ArgsSource): string {
  const { nameOf, prefix = "", commandFor, shown = (problem: Problem) => problem } = source;
  const named = (text: string) =>
    text.replaceAll(/\{([A-Za-z][^{}]*)\}/g, (whole, setting: string) =>
      argsSettings.some(({ property }) => isWithin(setting, property)) ? nameOf(setting) : whole,
    );
  const paragraphs = problems.map(shown).map((problem) => {
    const command = commandFor(problem);
    return [
      `${prefix}${nameOf(problem.setting)}`,
      `  got:      ${"got" in problem ? describe(problem.got) : "nothing"}`,
      ...(problem.reason === undefined ? [] : [`  problem:  ${named(problem.reason)}`]),
      `  allowed:  ${named(problem.allowed)}`,
      ...(command === undefined ? [] : [`  fix:      ${command}`]),
    ]
      .map(printable)
      .join("\n");
  });
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [source.heading(count), ...paragraphs].join("\n\n");
}
