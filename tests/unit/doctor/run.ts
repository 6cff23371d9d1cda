import { main } from "../../../doctor/main";
import { type Ran, runMain } from "../support/runMain";

/** One run of the command line in this process. */
export function run(argv: readonly string[]): Promise<Ran> {
  return runMain(main, argv);
}
