import { hostPort, listeners } from "../network/network";
import { openShiftPrograms } from "../programs/programs";
import { missingAt } from "../network/request";
import { processService } from "./processService";
import { masterSocket, proxyConfiguration } from "./router";

/** The proxy that the router configures; the router has to have written the first configuration. */
export const haproxy = processService({
  name: "haproxy",
  describe: "the proxy behind Routes",
  platform: "openshift",
  needs: ["router"],
  address: `${hostPort(listeners.http)}, ${hostPort(listeners.https)}`,
  version: ({ versions }) => versions.haproxy,
  command: (programs) => ({
    program: openShiftPrograms(programs).haproxy,
    // One process that stays, and workers that it replaces at each reload, silently about each.
    args: ["-W", "-q", "-S", `${masterSocket},mode,600`, "-f", proxyConfiguration],
  }),
  missing: () => missingAt(`http://${hostPort(listeners.haproxyHealth)}/healthz`),
});
