import { buildFolder, moduleVersion } from "../builds/moduleFolder";
import type { Report } from "../progress/report";
import { envoyController } from "./envoyController";
import type { EnvoyController } from "./programs";

const build = "istio";
const istioModule = "istio.io/istio";

/** What the commit of go.mod is going to be: the file VERSION in the module, whose releases are no Go versions. */
const release = "1.31";

/** istiod, built; the Envoy that it drives; and the definitions of Istio's kinds, out of its Go module. */
export async function istioPrograms(report: Report): Promise<EnvoyController> {
  return envoyController(
    { build, module: istioModule, paths: ["manifests/charts/base/files/crd-all.gen.yaml"] },
    report,
  );
}

/** The release, and the commit that go.mod names. */
export async function istioVersion(): Promise<string> {
  const commit = (await moduleVersion(buildFolder(build), istioModule)).split("-").at(-1) ?? "";
  return `${release}-${commit}`;
}
