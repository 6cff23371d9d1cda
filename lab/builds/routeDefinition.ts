import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import execa from "execa";

import { cached } from "../cache/cache";
import type { Report } from "../progress/report";
import { goModule } from "./goModule";
import { goEnvironment } from "./goToolchain";

const source = join(__dirname, "routeApi");
const apiModule = "github.com/openshift/api";
const file = "routes.crd.yaml";

/**
 * The CustomResourceDefinition of OpenShift's Routes, out of the Go module that OpenShift itself
 * takes it from; go.sum beside this file holds its checksum.
 *
 * @returns absolute path of the manifest
 */
export async function routeDefinition(report: Report): Promise<string> {
  const folder = await cached(
    "route-api",
    [{ folder: source }, file],
    async (target) => {
      const version = (await goModule(source)).versions.get(apiModule) ?? "latest";
      report(`${apiModule} ${version}: downloading`);
      const { stdout } = await execa(
        "go",
        ["mod", "download", "-json", `${apiModule}@${version}`],
        {
          cwd: source,
          env: goEnvironment,
        },
      );
      const { Dir } = JSON.parse(stdout) as { Dir: string };
      await copyFile(join(Dir, "route/v1/zz_generated.crd-manifests", file), join(target, file));
    },
    report,
  );
  return join(folder, file);
}
