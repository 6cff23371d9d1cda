import { buildFolder, moduleVersion } from "../builds/moduleFolder";
import type { Report } from "../progress/report";
import { envoyController } from "./envoyController";
import type { EnvoyController } from "./programs";

const build = "envoyGateway";
const gatewayModule = "github.com/envoyproxy/gateway";

/** Of its chart: the experimental channel of the Gateway API in the release that it is made for, and its own kinds. */
const charts = "charts/gateway-helm/charts/crds/crds";

/** Envoy Gateway, built; the Envoy that it drives; and the definitions of the kinds that it reads, out of its Go module. */
export async function envoyGatewayPrograms(report: Report): Promise<EnvoyController> {
  return envoyController(
    {
      build,
      module: gatewayModule,
      paths: [`${charts}/gatewayapi-crds.yaml`, `${charts}/generated`],
    },
    report,
  );
}

/** The version that go.mod names. */
export async function envoyGatewayVersion(): Promise<string> {
  return (await moduleVersion(buildFolder(build), gatewayModule)).replace(/^v/, "");
}
