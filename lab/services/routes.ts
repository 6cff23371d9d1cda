import { openShiftPrograms } from "../programs/programs";
import { definitions } from "./definitions";

/** OpenShift's API of Routes. */
export const routes = definitions({
  name: "routes",
  describe: "OpenShift's API of Routes",
  platform: "openshift",
  kinds: ["routes.route.openshift.io"],
  file: (programs) => openShiftPrograms(programs).routeDefinition,
});
