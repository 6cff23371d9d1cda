import { cp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import execa from "execa";

import { buildProgram } from "../builds/build";
import { buildFolder, moduleFolder, moduleVersion } from "../builds/moduleFolder";
import { cached } from "../cache/cache";
import { haproxyProgram } from "./haproxy";
import type { HaproxyIngressPrograms } from "./programs";
import type { Report } from "../progress/report";

const source = buildFolder("haproxyIngress");
const controllerModule = "github.com/jcmoraisjr/haproxy-ingress";

/** The controller, built; the HAProxy that it drives; and its templates and scripts, out of its Go module. */
export async function haproxyIngressPrograms(report: Report): Promise<HaproxyIngressPrograms> {
  const haproxy = await haproxyProgram(report);
  return {
    controller: await buildProgram("haproxyIngress", report),
    haproxyFolder: dirname(haproxy),
    files: await controllerFiles(report),
  };
}

/** The version that go.mod names; the controller itself has no short way to tell. */
export async function haproxyIngressVersion(): Promise<string> {
  return (await moduleVersion(source, controllerModule)).replace(/^v/, "");
}

async function controllerFiles(report: Report): Promise<string> {
  return cached(
    "haproxy-ingress-files",
    [{ folder: source }, controllerModule],
    async (folder) => {
      const module = await moduleFolder(source, controllerModule);
      await cp(join(module, "rootfs"), join(folder, "rootfs"), { recursive: true });
      // Modules are read-only.
      await execa("chmod", ["--recursive", "u+w", folder]);
      // A script asks for it as it is loaded; only external authentication, which nobody uses here, calls it.
      await writeFile(join(folder, "rootfs/etc/lua/json.lua"), "return {}\n");
    },
    report,
  );
}
