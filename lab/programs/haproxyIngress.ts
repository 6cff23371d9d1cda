import { cp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import execa from "execa";

import { buildProgram } from "../builds/build";
import { goModule } from "../builds/goModule";
import { goEnvironment } from "../builds/goToolchain";
import { cached } from "../cache/cache";
import { haproxyProgram } from "./haproxy";
import type { HaproxyIngressPrograms } from "./programs";
import type { Report } from "../progress/report";

const source = join(__dirname, "../builds/haproxyIngress");
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
  const { versions } = await goModule(source);
  return versions.get(controllerModule)?.replace(/^v/, "") ?? "unknown";
}

async function controllerFiles(report: Report): Promise<string> {
  return cached(
    "haproxy-ingress-files",
    [{ folder: source }, controllerModule],
    async (folder) => {
      const { versions } = await goModule(source);
      const version = versions.get(controllerModule) ?? "latest";
      const { stdout } = await execa(
        "go",
        ["mod", "download", "-json", `${controllerModule}@${version}`],
        {
          cwd: source,
          env: goEnvironment,
        },
      );
      const { Dir } = JSON.parse(stdout) as { Dir: string };
      await cp(join(Dir, "rootfs"), join(folder, "rootfs"), { recursive: true });
      // Modules are read-only.
      await execa("chmod", ["--recursive", "u+w", folder]);
      // A script asks for it as it is loaded; only external authentication, which nobody uses here, calls it.
      await writeFile(join(folder, "rootfs/etc/lua/json.lua"), "return {}\n");
    },
    report,
  );
}
