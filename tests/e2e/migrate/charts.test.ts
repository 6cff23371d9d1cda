import { labController } from "../support/controllers";
import { platform } from "../support/platform";
import { migrates } from "./charts";

const targets = { kubernetes: ["traefik", "haproxy-ingress"], openshift: ["openshift-route"] };

describe("what is migrated from ingress-nginx", function () {
  this.timeout(10 * 60_000);
  migrates(
    targets[platform.name].map(labController),
    platform.name === "kubernetes" ? labController("traefik-ingress-nginx") : undefined,
  );
});
