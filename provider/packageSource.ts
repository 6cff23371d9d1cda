import type { ArgsSource, Problem } from "../components";
import { pathIn } from "./pathIn";

/** A program in one of Pulumi's languages, which passes arguments as the package's schema has them. */
export function packageSource(
  name: string,
  type: string,
  { language, problems }: { language: string | undefined; problems: readonly Problem[] },
): ArgsSource {
  const component = type.split(":").at(-1) ?? type;
  return {
    heading: (count) => `${component} ${JSON.stringify(name)} has ${count}; nothing was changed.`,
    nameOf: (setting) => pathIn(language, type, setting),
    // Some fixes are TypeScript.
    commandFor: ({ fix }) => (fix !== undefined && /^(await|new) /.test(fix) ? undefined : fix),
    problems,
  };
}
