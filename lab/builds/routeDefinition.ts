import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import { cached } from "../cache/cache";
import type { Report } from "../progress/report";
import { buildFolder, moduleFolder } from "./moduleFolder";

const source = buildFolder("routeApi");
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
      report(`${apiModule}: downloading`);
      const module = await moduleFolder(source, apiModule);
      await copyFile(join(module, "route/v1/zz_generated.crd-manifests", file), join(target, file));
    },
    report,
  );
  return join(folder, file);
}
