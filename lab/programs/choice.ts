/**
 * The value of an environment variable that chooses among `choices`; the first of them is the
 * default, also where the variable is empty.
 *
 * @throws what is allowed, when it has another value
 */
export function choiceOf<T extends string>(
  variable: string,
  choices: readonly [T, ...T[]],
  environment: NodeJS.ProcessEnv = process.env,
): T {
  const value = environment[variable] ?? "";
  const choice = value === "" ? choices[0] : choices.find((each) => each === value);
  if (choice === undefined) {
    throw new Error(`${variable} is "${value}"; it must be one of ${choices.join(", ")}.`);
  }
  return choice;
}
