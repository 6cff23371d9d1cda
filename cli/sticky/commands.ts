import type { Command } from "commander";
import { loaded } from "../loaded";
import type { CommandMain } from "../runCommand";

/** A command of `sticky`. */
export interface StickyCommand {
  readonly name: string;
  /** What it does, in one line of `sticky --help`. */
  readonly summary: string;
  /** Its options, for the completion of shells. */
  readonly definition: () => Promise<Command>;
  readonly main: () => Promise<{ readonly main: CommandMain }>;
}

/*
 * Only the command that is used is loaded. `require` and not `import()`: TypeScript run as it is has CommonJS alone.
 * scripts/build-commands.mjs makes `import()` of it, so that each command is a file of its own.
 */
/* eslint-disable @typescript-eslint/no-require-imports */

/** Every command, in the order of `sticky --help`. */
export const commands: readonly StickyCommand[] = [
  {
    name: "doctor",
    summary: "say whether clients stay on their pods, and what is wrong",
    definition: async () =>
      (
        await loaded(require("../../doctor/command") as typeof import("../../doctor/command"))
      ).doctorCommand(),
    main: () => loaded(require("../../doctor/main") as typeof import("../../doctor/main")),
  },
  {
    name: "migrate",
    summary: "write the objects of one controller for another one",
    definition: async () =>
      (
        await loaded(require("../../migrate/command") as typeof import("../../migrate/command"))
      ).migrateCommand(),
    main: () => loaded(require("../../migrate/main") as typeof import("../../migrate/main")),
  },
  {
    name: "render",
    summary: "write the objects of a stack as manifests, for GitOps",
    definition: async () =>
      (
        await loaded(require("../../render/command") as typeof import("../../render/command"))
      ).renderCommand(),
    main: () => loaded(require("../../render/main") as typeof import("../../render/main")),
  },
  {
    name: "verify",
    summary: "prove on the live system whether sessions stick",
    definition: async () =>
      (
        await loaded(require("../../verify/command") as typeof import("../../verify/command"))
      ).verifyCommand(),
    main: () => loaded(require("../../verify/main") as typeof import("../../verify/main")),
  },
];
