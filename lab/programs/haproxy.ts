import { join } from "node:path";

import { cached } from "../cache/cache";
import { debianFiles } from "./debianFiles";
import { commandText, writeDebianCommand } from "./debianCommand";
import type { Report } from "../progress/report";

const packages = {
  name: "haproxy-packages",
  packages: ["haproxy"],
  // Only the system's own C library suits the loader that starts the program.
  without: ["libc6"],
};

/**
 * Makes Debian's HAProxy available without installing it: see `debianFiles`.
 *
 * @returns absolute path of the command
 */
export async function haproxyProgram(report: Report): Promise<string> {
  const files = await debianFiles(packages, report);
  const folder = await cached("haproxy-program", [files, commandText("", "")], (target) =>
    writeDebianCommand(files, "usr/sbin/haproxy", join(target, "haproxy")),
  );
  return join(folder, "haproxy");
}
